// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/durationscale.h"
#include "models/run/latencylimit.h"

#include <Qt>

#include <vector>

class QCPAxis;
class QCustomPlot;
class QFont;
class QPalette;

namespace fiftyfold {

/// Gives an axis the range and the labels of a scale, which the plot area is as long as.
void showDurationScale(QCPAxis *axis, const DurationScale &scale, double leastSpacing);

/// The thresholds of a run as labelled lines over a plot of times.
class LimitLines
{
public:
    /// `orientation` is that of the lines: vertical over a horizontal axis of times. `plot` is not owned.
    LimitLines(QCustomPlot *plot, Qt::Orientation orientation)
        : m_plot(plot)
        , m_orientation(orientation)
    {
    }

    /// Those within the scale, which ascend.
    void show(const std::vector<LatencyLimit> &limits, const DurationScale &scale, const QPalette &palette,
              const QFont &font);
    int count() const { return m_count; }

private:
    void add(const LatencyLimit &limit, const QPalette &palette, const QFont &font, double besidePx, bool isBeyond);

    QCustomPlot *m_plot;
    Qt::Orientation m_orientation;
    int m_count = 0;
};

} // namespace fiftyfold
