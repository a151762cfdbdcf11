// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/durationscale.h"
#include "models/base/timescale.h"
#include "models/run/latencypoints.h"
#include "models/run/runselection.h"

#include <QImage>
#include <QPalette>

namespace fiftyfold {

/// What is painted of the points of a run, and where. None is owned, all are there while it is used.
struct LatencyPicture {
    /// Height of the strip of crosses along the lower edge, which nothing else is to stand in.
    static constexpr double crossStrip = 11;
    /// From so many requests in view on they are painted as a density.
    static constexpr std::size_t pointLimit = 5'000;

    const LatencyPoints &points;
    const RunRecord &record;
    const RequestRange &range; ///< What is not in it is dim.
    int current = -1;          ///< The request with a ring.
    TimeScale time;            ///< With the picture's left edge at 0.
    DurationScale duration;    ///< From the lower edge of the picture, so that its height is the length.
    QPalette palette;
    qreal pixelRatio = 1;

    bool isDensity() const;
    LatencyPoints::Columns columnsInView() const;
    /// Where a request stands, px from the upper left; nothing of one that is in no picture.
    std::optional<QPointF> positionOf(quint32 request) const;
    /// The one that is nearest to `point`, and no farther than some pixels; -1 where there is none.
    int requestAt(const QPointF &point) const;
    QImage painted() const;
};

} // namespace fiftyfold
