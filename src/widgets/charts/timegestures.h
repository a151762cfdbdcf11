// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/timeaxis.h"
#include "models/base/timescale.h"

#include <QFont>
#include <QPointF>

#include <optional>
#include <vector>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace fiftyfold {

/// The font of what stands beside and below the plots, from a view's.
QFont plotLabelFont(const QFont &font);

/// Margins of the plot area that all views on the time axis share, px from the widget's edges: the same time is at the
/// same x in each of them. The left one has room for the number of the last of so many requests in plotLabelFont(),
/// the right one for a scroll bar.
int plotLeftMargin(const QFont &font, quint32 requests);
inline constexpr int plotLabelGap = 8;
inline constexpr int plotRightMargin = 22;

/// The range of `axis` over a view that is `viewWidth` wide.
TimeScale timeScaleFor(const TimeAxis &axis, int viewWidth, int leftMargin);

/// The ticks that all views on the time axis share, so far apart that their labels in plotLabelFont() have room.
std::vector<TimeScale::Tick> ticksFor(const TimeScale &scale, const QFont &font);

/// Zoom, pan and cursor by mouse and keyboard, the same in each view on the time axis. The view hands its events on.
class TimeGestures
{
public:
    explicit TimeGestures(TimeAxis *axis)
        : m_axis(axis)
    {
    }

    /// Plus, minus, 0, Left, Right. False where the key means nothing here.
    bool pressKey(const QKeyEvent *event, const TimeScale &scale);
    void turnWheel(const QWheelEvent *event, const TimeScale &scale);
    void press(const QMouseEvent *event);
    void move(const QMouseEvent *event, const TimeScale &scale);
    /// True where it was a click: the mouse did not drag.
    bool release(const QMouseEvent *event);
    void leave();

private:
    TimeAxis *m_axis;
    std::optional<QPointF> m_pressedAt;
    double m_draggedTo = 0;
    bool m_isDragging = false;
};

} // namespace fiftyfold
