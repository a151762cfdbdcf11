// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/screenroom.h"

#include <QScreen>
#include <QStyle>
#include <QWidget>

namespace fiftyfold {

QSize roomOnScreen(const QWidget &window)
{
    // The frame is known only once the window manager has made it; theirs are not much thicker than a style's.
    constexpr int sideFrames = 8;
    const int titleBar = window.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window);
    return window.screen()->availableSize() - QSize(sideFrames, titleBar + sideFrames);
}

} // namespace fiftyfold
