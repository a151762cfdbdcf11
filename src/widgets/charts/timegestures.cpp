// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/timegestures.h"

#include "core/text/numberlocale.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {
constexpr double keyPanShare = 0.1;

int countWidth(const QFont &font, quint32 count)
{
    return QFontMetrics(plotLabelFont(font)).horizontalAdvance(numberLocale().toString(count));
}

} // namespace

QFont plotLabelFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(small.pointSizeF() * 0.84);
    return small;
}

int plotLeftMargin(const QFont &font, quint32 requests)
{
    constexpr int usual = 52;
    return qMax(usual, countWidth(font, requests) + 2 * plotLabelGap);
}

int plotRightMargin(const QFont &font, quint32 requests)
{
    constexpr int scrollBar = 22;
    constexpr int edge = 5;
    return qMax(scrollBar, plotLabelGap + countWidth(font, 2 * requests) + edge); // a round number above it
}

std::vector<TimeScale::Tick> ticksFor(const TimeScale &scale, const QFont &font)
{
    constexpr double usualSpacing = 90;
    std::vector<TimeScale::Tick> ticks = scale.ticks(usualSpacing);
    const QFontMetrics metrics(plotLabelFont(font));
    int widest = 0;
    for (const TimeScale::Tick &tick : ticks)
        widest = qMax(widest, metrics.horizontalAdvance(tick.label));
    const double needed = widest + 2 * plotLabelGap;
    return needed > usualSpacing ? scale.ticks(needed) : ticks;
}

TimeScale timeScaleFor(const TimeAxis &axis, int viewWidth, const QFont &font, quint32 requests)
{
    const int leftMargin = plotLeftMargin(font, requests);
    TimeScale scale;
    scale.beginNs = axis.beginNs();
    scale.endNs = axis.endNs();
    scale.left = leftMargin;
    scale.width = qMax(1, viewWidth - leftMargin - plotRightMargin(font, requests));
    return scale;
}

bool TimeGestures::pressKey(const QKeyEvent *event, const TimeScale &scale)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_axis->zoomIn();
        return true;
    case Qt::Key_Minus:
        m_axis->zoomOut();
        return true;
    case Qt::Key_0:
        m_axis->fit();
        return true;
    case Qt::Key_Left:
        m_axis->pan(-keyPanShare * scale.spanNs());
        return true;
    case Qt::Key_Right:
        m_axis->pan(keyPanShare * scale.spanNs());
        return true;
    case Qt::Key_R:
        if (!m_selection || event->modifiers() != Qt::NoModifier)
            return false;
        m_selection->setTime(timeBetween(scale.beginNs, scale.endNs, scale));
        return true;
    case Qt::Key_Escape:
        if (!overridesShortcut(event))
            return false;
        m_selection->clearRange();
        m_pressedAt.reset(); // nor does a drag that goes on pick it again
        return true;
    default:
        return false;
    }
}

bool TimeGestures::overridesShortcut(const QKeyEvent *event) const
{
    return event->key() == Qt::Key_Escape && m_selection && !m_selection->range().isEmpty();
}

NsRange TimeGestures::timeBetween(double fromNs, double toNs, const TimeScale &scale)
{
    const auto within = [&scale](double time) {
        return std::llround(std::clamp(time, std::max(0.0, scale.beginNs), std::max(0.0, scale.endNs)));
    };
    return {within(std::min(fromNs, toNs)), within(std::max(fromNs, toNs))};
}

void TimeGestures::pickTo(const QPointF &position, const TimeScale &scale)
{
    const auto cornerAt = [this, &scale](const QPointF &at) {
        return Corner{scale.timeAt(at.x()), m_responseNsAt ? m_responseNsAt(at.y()) : 0};
    };
    if (!m_pickedFrom)
        m_pickedFrom = cornerAt(*m_pressedAt);
    const Corner to = cornerAt(position);
    const NsRange time = timeBetween(m_pickedFrom->timeNs, to.timeNs, scale);
    if (!m_responseNsAt) {
        m_selection->setTime(time);
        return;
    }
    const double wide = std::abs(position.x() - m_pressedAt->x());
    const double high = std::abs(position.y() - m_pressedAt->y());
    const int least = QGuiApplication::styleHints()->startDragDistance();
    RequestRange range;
    if (wide >= high || wide >= least)
        range.time = time;
    if (high > wide || high >= least) {
        const auto [shortest, longest] = std::minmax(m_pickedFrom->responseNs, to.responseNs);
        range.responseTime = NsRange{std::llround(shortest), std::llround(longest)};
    }
    m_selection->setRange(range);
}

void TimeGestures::turnWheel(const QWheelEvent *event, const TimeScale &scale)
{
    const QPoint angle = event->angleDelta();
    if (std::abs(angle.x()) > std::abs(angle.y())) { // a touchpad's sideways swipe
        m_axis->pan(-angle.x() / 120.0 * keyPanShare * scale.spanNs());
        return;
    }
    m_axis->zoom(std::pow(0.8, angle.y() / 120.0), scale.timeAt(event->position().x()));
}

void TimeGestures::press(const QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt = event->position();
    m_draggedTo = event->position().x();
    m_isDragging = false;
    m_isPicking = m_selection && event->modifiers().testFlag(Qt::ShiftModifier);
    m_pickedFrom.reset();
}

void TimeGestures::move(const QMouseEvent *event, const TimeScale &scale)
{
    const double x = event->position().x();
    if (m_pressedAt && event->buttons().testFlag(Qt::LeftButton)) {
        const double distance = (event->position() - *m_pressedAt).manhattanLength();
        if (distance >= QGuiApplication::styleHints()->startDragDistance())
            m_isDragging = true;
        if (m_isDragging) {
            m_axis->setHover(std::nullopt); // even where nothing can be panned
            if (m_isPicking) {
                pickTo(event->position(), scale);
                return;
            }
            m_axis->pan((m_draggedTo - x) * scale.spanNs() / scale.width);
            m_draggedTo = x;
            return;
        }
    }
    const bool isInPlot = x >= scale.left && x <= scale.left + scale.width;
    m_axis->setHover(isInPlot ? std::optional<double>(scale.timeAt(x)) : std::nullopt);
}

bool TimeGestures::release(const QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressedAt)
        return false;
    m_pressedAt.reset();
    return !std::exchange(m_isDragging, false);
}

void TimeGestures::leave()
{
    m_axis->setHover(std::nullopt);
}

} // namespace fiftyfold
