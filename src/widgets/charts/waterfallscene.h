// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/timelineindex.h"
#include "widgets/charts/waterfallrows.h"
#include "widgets/charts/waterfallscan.h"

#include <QAbstractItemModel>
#include <QPointF>

#include <optional>
#include <vector>

namespace fiftyfold {

/// What the rows of a waterfall are.
enum class WaterfallMode : quint8 {
    ByRequest, ///< Requests, in the order of their numbers.
    ByLane     ///< Lanes, each with its requests one after the other.
};

/// One of the marks beside the rows, for the slowest and the failed: at its row, or for all that are out of view in a
/// direction one at that edge.
struct EdgeMark {
    enum class Place : quint8 { AtRow, Above, Below };

    quint32 request = 0; ///< Out of view: that of the nearest row that is known.
    quint32 count = 1;   ///< Of those that failed near it, itself among them.
    bool isFailed = false;
    Place place = Place::AtRow;
    QPointF centre; ///< In the viewport.
};

/// What a waterfall shows: the state that view and painter share. No widget; made anew for each use.
struct WaterfallScene {
    static constexpr int topMargin = 4; ///< Above the rows.
    static constexpr int markPlace = 9; ///< Height that a mark needs, px.

    const QAbstractItemModel *model = nullptr;   ///< Not null.
    const TimelineIndex *timeline = nullptr;     ///< Not null.
    const WaterfallScan::Found *found = nullptr; ///< Not null; perhaps of a view before this.
    const RequestRows *requests = nullptr;       ///< Not null. Those that are shown.
    WaterfallMode mode = WaterfallMode::ByRequest;
    WaterfallRows rows;
    bool isDense = false; ///< The rows are shown as StageDensity.
    TimeScale scale;
    NsRange time; ///< In view.
    qint64 nowNs = 0;
    int current = -1;   ///< Request.
    RequestRange range; ///< What is picked; the others are pale.

    bool isByLane() const { return mode == WaterfallMode::ByLane; }
    double plotRight() const { return scale.left + scale.width; }
    double topOf(int row) const { return topMargin + rows.topOf(row); }
    /// The row of a request that is shown.
    std::optional<int> rowOf(quint32 request) const;
    /// The request at that point of the viewport; where there are many, or a lane is idle, the nearest in time.
    std::optional<quint32> requestAt(const QPointF &point) const;
    /// The failed ones first: they are more important.
    std::vector<EdgeMark> edgeMarks() const;
    std::optional<EdgeMark> edgeMarkAt(const QPointF &point) const;

private:
    std::optional<quint32> nearestOf(int firstRow, int endRow, qint64 at) const;
    std::vector<EdgeMark> failedMarks() const;
    std::vector<EdgeMark> placed(const std::vector<EdgeMark> &marks) const;
};

} // namespace fiftyfold
