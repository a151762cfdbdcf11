// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/timescale.h"
#include "models/run/requestmodel.h"

#include <QList>

#include <vector>

namespace fiftyfold {

/// Where the rows of the waterfall lie: plain geometry, no widget. Few rows share the height; many get the least height
/// and scroll, or all share it, however little that is for each.
struct WaterfallRows {
    static constexpr double leastRowHeight =
        4; ///< A bar of 3 px and what keeps it from the next: fifty fit into a usual window.
    static constexpr double mostRowHeight = 18;

    int count = 0;
    double viewHeight = 0; ///< Of the rows' area, px.
    int firstRow = 0;      ///< The topmost row in view.
    bool isWhole = false;  ///< All are in view.

    double rowHeight() const;
    /// What the rows in view take of it.
    double usedHeight() const { return rowHeight() * count < viewHeight ? rowHeight() * count : viewHeight; }
    /// Rows that are wholly in view at most.
    int rowsInView() const;
    /// The largest firstRow that makes sense.
    int lastFirstRow() const;
    double topOf(int row) const { return (row - firstRow) * rowHeight(); }
    /// The row at `y`, or -1.
    int rowAt(double y) const;
    /// Label every so many rows, so that labels are at least `leastSpacing` px apart: 1, 2, 5 × 10^k.
    int labelStep(double leastSpacing) const;
};

/// A stage of one row in pixels, `right` above `left`.
struct PaintedSpan {
    Stage stage = Stage::Queued;
    double left = 0;
    double right = 0;
};

/// The spans of one row in view, each at least 1 px wide and none hidden under the next.
std::vector<PaintedSpan> paintedSpans(const QList<StageSpan> &spans, const TimeScale &scale);

} // namespace fiftyfold
