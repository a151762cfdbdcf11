// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/screenroom.h"

#include <QScreen>
#include <QStyle>
#include <QWidget>

namespace fiftyfold {

namespace {

/// What its frame leaves of the screen.
QRect placeOnScreen(const QWidget &window)
{
    // The frame is known only once the window manager has made it; theirs are not much thicker than a style's.
    constexpr int frame = 4;
    const int titleBar = window.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window);
    return window.screen()->availableGeometry().adjusted(frame, titleBar + frame, -frame, -frame);
}

} // namespace

QSize roomOnScreen(const QWidget &window)
{
    return placeOnScreen(window).size();
}

bool restoreWithinScreen(QWidget &window, const QByteArray &geometry)
{
    if (!window.restoreGeometry(geometry))
        return false;
    resizeWithinScreen(window, window.size());
    return true;
}

void resizeWithinScreen(QWidget &window, const QSize &size)
{
    if (window.isMaximized() || window.isFullScreen())
        return;
    const QRect place = placeOnScreen(window);
    QRect fitting(window.geometry().topLeft(), size.boundedTo(place.size()));
    fitting.moveLeft(qBound(place.left(), fitting.left(), place.right() + 1 - fitting.width()));
    fitting.moveTop(qBound(place.top(), fitting.top(), place.bottom() + 1 - fitting.height()));
    window.setGeometry(fitting);
}

} // namespace fiftyfold
