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

    /// One that is whole is never smaller than its content wants to be at least, and does not scroll.
    void setWhole(bool isWhole);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_isWhole = false;
};

} // namespace fiftyfold
