// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace fiftyfold {

/// Would like to be as large as its content, and scrolls where it can't be. What has the keyboard in it is in view.
class FittingScrollArea : public QScrollArea
{
    Q_OBJECT
public:
    /// Takes `content` over.
    explicit FittingScrollArea(QWidget *content, QWidget *parent = nullptr);

    /// One that is whole is never smaller than the least size that its content hints at. It scrolls only where that
    /// has set itself a larger one.
    void setWhole(bool isWhole);

    /// One of a text that wraps: as high as that, and no higher than so many of its lines.
    void setMostLines(int lines);

    bool hasHeightForWidth() const override { return m_mostLines > 0; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;

private:
    int lineHeight() const;

    bool m_isWhole = false;
    int m_mostLines = 0; ///< 0: it is no such text.
};

} // namespace fiftyfold
