// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/limitlines.h"

#include "widgets/base/stagecolours.h"
#include "widgets/charts/customplot.h"

#include <QFontMetrics>

#include <cmath>

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
                      const QFont &font)
{
    for (int i = m_plot->itemCount(); i-- > 0;) {
        if (m_plot->item(i)->property(limitProperty).toBool())
            m_plot->removeItem(i);
    }
    m_count = 0;
    const QFontMetrics metrics(font);
    double lastOffset = -scale.length;
    double besidePx = limitLabelGap; // along the lines
    for (const LatencyLimit &limit : limits) {
        const double offset = scale.offsetOf(limit.ns);
        if (offset < 0 || offset > scale.length)
            continue;
        const bool isHorizontal = m_orientation == Qt::Horizontal;
        const int width = metrics.horizontalAdvance(limit.text);
        const double needed = isHorizontal ? metrics.height() : width + 2 * limitLabelGap;
        if (offset - lastOffset < needed) // beside the label before
            besidePx += isHorizontal ? m_count > 0 ? width + 4 * limitLabelGap : 0 : metrics.height();
        else
            besidePx = limitLabelGap;
        lastOffset = offset;
        add(limit, palette, font, besidePx, scale.length - offset < needed);
        ++m_count;
    }
}

/// `isBeyond`: there is no room for the label where it usually stands.
void LimitLines::add(const LatencyLimit &limit, const QPalette &palette, const QFont &font, double besidePx,
                     bool isBeyond)
{
    const StageColours colours(palette);
    const bool isHorizontal = m_orientation == Qt::Horizontal;
    auto *line = new QCPItemStraightLine(m_plot);
    line->setProperty(limitProperty, true);
    line->setPen(QPen(colours.error, 1, Qt::DashLine));
    for (QCPItemPosition *point : {line->point1, line->point2}) {
        if (isHorizontal)
            point->setTypeX(QCPItemPosition::ptAxisRectRatio);
        else
            point->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    line->point1->setCoords(isHorizontal ? 0 : limit.ns, isHorizontal ? limit.ns : 0);
    line->point2->setCoords(isHorizontal ? 1 : limit.ns, isHorizontal ? limit.ns : 1);

    auto *label = new QCPItemText(m_plot);
    label->setProperty(limitProperty, true);
    label->setText(limit.text);
    label->setFont(font);
    label->setColor(colours.error);
    const QRect area = m_plot->axisRect()->rect();
    if (isHorizontal) {
        label->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        label->position->setCoords(besidePx / std::max(area.width(), 1), limit.ns);
        label->setPositionAlignment(Qt::AlignLeft | (isBeyond ? Qt::AlignTop : Qt::AlignBottom));
    } else {
        label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        label->position->setCoords(limit.ns, besidePx / std::max(area.height(), 1));
        label->setPositionAlignment(Qt::AlignTop | (isBeyond ? Qt::AlignRight : Qt::AlignLeft));
        label->setPadding(QMargins(limitLabelGap, 0, limitLabelGap, 0));
    }
}

} // namespace fiftyfold
