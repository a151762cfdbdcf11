// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/durationscale.h"
#include "models/run/latencylimit.h"

#include <QRectF>
#include <QSize>
#include <Qt>

#include <optional>
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

    /// Those within the scale, each with its label where there is room for it that no other has, nor one of `taken`:
    /// px from the left and the lower edge of the plot area, upwards negative.
    void show(const std::vector<LatencyLimit> &limits, const DurationScale &scale, const QPalette &palette,
              const QFont &font, const std::vector<QRectF> &taken = {});
    int count() const { return m_count; }
    /// The room of each label, as `taken` is told; for tests.
    const std::vector<QRectF> &labelBoxes() const { return m_labelBoxes; }

private:
    struct Place {
        QRectF box;
        bool isBack = false; ///< Below a horizontal line, left of a vertical one.
    };
    QSize plotArea() const;
    std::optional<Place> placeFor(const QSizeF &label, double offset, double length,
                                  const std::vector<QRectF> &taken) const;
    void addLine(const LatencyLimit &limit, const QPalette &palette);
    void addLabel(const LatencyLimit &limit, const QPalette &palette, const QFont &font, const Place &place);

    QCustomPlot *m_plot;
    Qt::Orientation m_orientation;
    int m_count = 0;
    std::vector<QRectF> m_labelBoxes;
};

} // namespace fiftyfold
