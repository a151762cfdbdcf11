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

    /// One that grows its window gives it the height that the content comes to want, or that another widget takes, as
    /// far as the screen has it. Of a window that a person has made smaller that is not what is there already.
    void setGrowsWindow(bool isGrowing);

    bool hasHeightForWidth() const override { return m_mostLines > 0; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;

private:
    int lineHeight() const;
    int lacking() const;
    void growWindow();

    bool m_isWhole = false;
    bool m_growsWindow = false;
    int m_windowHeight = 0; ///< When this was last laid out; 0: it was not yet.
    int m_lacking = 0;      ///< How much of the content's height a person's size of the window leaves out.
    int m_mostLines = 0;    ///< 0: it is no such text.
};

} // namespace fiftyfold
