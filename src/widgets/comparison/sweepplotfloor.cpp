// SPDX-License-Identifier: GPL-3.0-or-later
// What a request takes at least, in a sweep's plot of response times.
#include "widgets/comparison/sweepplot.h"

#include "widgets/base/stagecolours.h"
#include "widgets/charts/customplot.h"

namespace fiftyfold {

void SweepPlot::setServerFloorMs(std::optional<double> floorMs)
{
    if (m_serverFloorMs == floorMs)
        return;
    m_serverFloorMs = floorMs;
    refresh();
}

std::optional<SweepFloor> SweepPlot::floorLine() const
{
    return m_sweep && m_figure == SweepFigure::Response ? sweepFloor(*m_sweep, m_serverFloorMs) : std::nullopt;
}

/// What no response can be below.
void SweepPlot::drawFloor()
{
    const std::optional<SweepFloor> floor = floorLine();
    if (!floor)
        return;
    const StageColours colours(palette());
    addLine(floor->ms, Qt::Horizontal, QPen(colours.now, 1.4));
    // At the end, above which curves rise.
    QCPItemText *label = addLabel(floor->text, m_values.most, floor->ms, Qt::AlignRight | Qt::AlignBottom, colours.now);
    label->setBrush(colours.card);
}

} // namespace fiftyfold
