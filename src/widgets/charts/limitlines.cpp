// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/limitlines.h"

#include "widgets/base/stagecolours.h"
#include "widgets/charts/customplot.h"

#include <QFontMetrics>

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr int limitLabelGap = 4;

/// The items that are limits have it, so that they can be told from others.
const char *const limitProperty = "isLimit";

} // namespace

void showDurationScale(QCPAxis *axis, const DurationScale &scale, double leastSpacing)
{
    axis->setScaleType(scale.isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis->setRange(scale.leastNs, scale.mostNs);
    auto ticker = axis->ticker().staticCast<QCPAxisTickerText>();
    ticker->clear();
    const std::vector<TimeScale::Tick> ticks = scale.ticks(leastSpacing);
    for (const TimeScale::Tick &tick : ticks)
        ticker->addTick(tick.timeNs, tick.label);
}

void LimitLines::show(const std::vector<LatencyLimit> &limits, const DurationScale &scale, const QPalette &palette,
                      const QFont &font, const std::vector<QRectF> &taken)
{
    for (int i = m_plot->itemCount(); i-- > 0;) {
        if (m_plot->item(i)->property(limitProperty).toBool())
            m_plot->removeItem(i);
    }
    m_count = 0;
    m_labelBoxes.clear();
    std::vector<QRectF> boxes = taken;
    const QFontMetrics metrics(font);
    for (const LatencyLimit &limit : limits) {
        const double offset = scale.offsetOf(limit.ns);
        if (offset < 0 || offset > scale.length)
            continue;
        addLine(limit, palette);
        ++m_count;
        const QSizeF label(metrics.horizontalAdvance(limit.text) + 2 * limitLabelGap, metrics.height());
        const std::optional<Place> place = placeFor(label, offset, scale.length, boxes);
        if (!place)
            continue; // the strip of thresholds names it
        addLabel(limit, palette, font, *place);
        boxes.push_back(place->box);
        m_labelBoxes.push_back(place->box);
    }
}

/// As it will be painted; the plot itself lays it out only then.
QSize LimitLines::plotArea() const
{
    return m_plot->rect().marginsRemoved(m_plot->axisRect()->margins()).size();
}

/// On its usual side, or else on the other, along the line as far as there is room.
std::optional<LimitLines::Place> LimitLines::placeFor(const QSizeF &label, double offset, double length,
                                                      const std::vector<QRectF> &taken) const
{
    const bool isHorizontal = m_orientation == Qt::Horizontal;
    const QSize area = plotArea();
    const double across = isHorizontal ? label.height() : label.width();
    const double end = isHorizontal ? area.width() - label.width() : -label.height();
    for (const bool isBack : {false, true}) {
        if ((isBack ? offset : length - offset) < across)
            continue;
        double along = isHorizontal ? 0 : -double(area.height());
        while (along <= end) {
            const double left = isHorizontal ? along : isBack ? offset - across : offset;
            const double top = !isHorizontal ? along : isBack ? -offset : -offset - across;
            const QRectF box(QPointF(left, top), label);
            const auto hit =
                std::find_if(taken.begin(), taken.end(), [&box](const QRectF &other) { return other.intersects(box); });
            if (hit == taken.end())
                return Place{box, isBack};
            along = isHorizontal ? hit->right() : hit->bottom();
        }
    }
    return std::nullopt;
}

void LimitLines::addLine(const LatencyLimit &limit, const QPalette &palette)
{
    const bool isHorizontal = m_orientation == Qt::Horizontal;
    auto *line = new QCPItemStraightLine(m_plot);
    line->setProperty(limitProperty, true);
    line->setPen(QPen(StageColours(palette).error, 1, Qt::DashLine));
    for (QCPItemPosition *point : {line->point1, line->point2}) {
        if (isHorizontal)
            point->setTypeX(QCPItemPosition::ptAxisRectRatio);
        else
            point->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    line->point1->setCoords(isHorizontal ? 0 : limit.ns, isHorizontal ? limit.ns : 0);
    line->point2->setCoords(isHorizontal ? 1 : limit.ns, isHorizontal ? limit.ns : 1);
}

void LimitLines::addLabel(const LatencyLimit &limit, const QPalette &palette, const QFont &font, const Place &place)
{
    auto *label = new QCPItemText(m_plot);
    label->setProperty(limitProperty, true);
    label->setText(limit.text);
    label->setFont(font);
    label->setColor(StageColours(palette).error);
    label->setPadding(QMargins(limitLabelGap, 0, limitLabelGap, 0));
    const QSize area = plotArea();
    if (m_orientation == Qt::Horizontal) {
        label->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        label->position->setCoords(place.box.left() / std::max(area.width(), 1), limit.ns);
        label->setPositionAlignment(Qt::AlignLeft | (place.isBack ? Qt::AlignTop : Qt::AlignBottom));
    } else {
        const int height = std::max(area.height(), 1);
        label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        label->position->setCoords(limit.ns, (place.box.top() + height) / height);
        label->setPositionAlignment(Qt::AlignTop | (place.isBack ? Qt::AlignRight : Qt::AlignLeft));
    }
}

} // namespace fiftyfold
