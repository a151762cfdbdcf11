// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/timeaxis.h"
#include "models/base/timescale.h"
#include "models/run/runselection.h"

#include <QFont>
#include <QPointF>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace fiftyfold {

/// The font of what stands beside and below the plots, from a view's.
QFont plotLabelFont(const QFont &font);

/// Margins of the plot area that all views on the time axis share, px from the widget's edges: the same time is at the
/// same x in each of them. Both have room for the number of the last of so many requests in plotLabelFont(), the right
/// one for a scroll bar at least.
int plotLeftMargin(const QFont &font, quint32 requests);
int plotRightMargin(const QFont &font, quint32 requests);
inline constexpr int plotLabelGap = 8;

/// The range of `axis` over a view that is `viewWidth` wide, of a run of so many requests.
TimeScale timeScaleFor(const TimeAxis &axis, int viewWidth, const QFont &font, quint32 requests);

/// The ticks that all views on the time axis share, so far apart that their labels in plotLabelFont() have room.
std::vector<TimeScale::Tick> ticksFor(const TimeScale &scale, const QFont &font);

/// Zoom, pan, cursor and the range of time that requests are picked out by, with mouse and keyboard, the same in each
/// view on the time axis. The view hands its events on, and paints what axis and selection tell.
class TimeGestures
{
public:
    /// Neither is owned, both outlive this. Null: no range can be picked.
    explicit TimeGestures(TimeAxis *axis, RunSelection *selection = nullptr)
        : m_axis(axis)
        , m_selection(selection)
    {
    }

    /// For a view in which a time of response stands at each height: the one at so many px from its upper edge, ns.
    /// What is picked by a drag then is a rectangle; one that is flat or narrow picks by one of its sides alone.
    void setResponseTimes(std::function<double(double y)> responseNsAt) { m_responseNsAt = std::move(responseNsAt); }

    /// Plus, minus, 0, Left, Right; R picks the time in view, Escape none. False where the key means nothing here.
    bool pressKey(const QKeyEvent *event, const TimeScale &scale);
    /// Of a QEvent::ShortcutOverride: true where the view must accept it, since the key means more here than in the
    /// window. Escape takes a range back before it stops a run.
    bool overridesShortcut(const QKeyEvent *event) const;
    void turnWheel(const QWheelEvent *event, const TimeScale &scale);
    /// With Shift, what follows picks a range, which the selection has at once; without, it pans.
    void press(const QMouseEvent *event);
    void move(const QMouseEvent *event, const TimeScale &scale);
    /// True where it was a click: the mouse did not drag.
    bool release(const QMouseEvent *event);
    void leave();

private:
    static NsRange timeBetween(double fromNs, double toNs, const TimeScale &scale);
    void pickTo(const QPointF &position, const TimeScale &scale);

    TimeAxis *m_axis;
    RunSelection *m_selection;
    std::optional<QPointF> m_pressedAt;
    double m_draggedTo = 0;
    std::function<double(double y)> m_responseNsAt;
    /// Where a range that is dragged begins; the view may move meanwhile.
    struct Corner {
        double timeNs = 0;
        double responseNs = 0;
    };
    std::optional<Corner> m_pickedFrom;
    bool m_isDragging = false;
    bool m_isPicking = false;
};

} // namespace fiftyfold
