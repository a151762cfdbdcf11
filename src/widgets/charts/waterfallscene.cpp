// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/waterfallscene.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace fiftyfold {

namespace {

/// How far a moment is from a time; negative in it, the less the longer it is.
qint64 distanceOf(const NsRange &life, qint64 at)
{
    if (at < life.begin)
        return life.begin - at;
    return at > life.end ? at - life.end : life.begin - life.end;
}

} // namespace

std::optional<int> WaterfallScene::rowOf(quint32 request) const
{
    if (!isByLane())
        return requests->rowOf(request);
    const RunRecord *record = timeline->record();
    if (!record || request >= record->requestCount() || !requests->contains(request))
        return std::nullopt;
    const std::optional<quint32> lane = record->lane(request);
    return lane && int(*lane) < rows.count ? std::optional(int(*lane)) : std::nullopt;
}

std::optional<quint32> WaterfallScene::nearestOf(int firstRow, int endRow, qint64 at) const
{
    std::optional<quint32> nearest;
    qint64 least = std::numeric_limits<qint64>::max();
    requests->visitRows(firstRow, endRow - firstRow, [&](int, quint32 request) {
        const std::optional<NsRange> life = timeline->life(request, nowNs);
        const qint64 distance = life ? distanceOf(*life, at) : std::numeric_limits<qint64>::max() - 1;
        if (distance < least) {
            least = distance;
            nearest = request;
        }
    });
    return nearest;
}

std::optional<quint32> WaterfallScene::requestAt(const QPointF &point) const
{
    const double y = point.y() - topMargin;
    const int row = rows.rowAt(y);
    if (row < 0)
        return std::nullopt;
    const auto at = qint64(scale.timeAt(std::clamp(point.x(), scale.left, plotRight())));
    if (isByLane())
        return timeline->nearestOnLane(row, at);
    if (!isDense)
        return requests->requestAt(row);
    const int end = rows.rowAt(y + 1);
    return nearestOf(row, end < 0 ? rows.count : std::max(row + 1, end), at);
}

/// Of rows that are in view as such each is looked at; of the others what was found.
std::vector<EdgeMark> WaterfallScene::failedMarks() const
{
    std::vector<EdgeMark> marks;
    const RunRecord *record = timeline->record();
    const bool areRows = !isDense && !isByLane();
    const int inView = areRows && record ? std::min(rows.rowsInView() + 1, rows.count - rows.firstRow) : 0;
    requests->visitRows(rows.firstRow, inView, [&](int, quint32 request) {
        if (record->outcome(request) == Outcome::Failed)
            marks.push_back({request, 1, true, EdgeMark::Place::AtRow, {}});
    });
    const auto isLookedAt = [&](quint32 request) {
        const std::optional<int> row = rowOf(request);
        return row && *row >= rows.firstRow && *row < rows.firstRow + inView;
    };
    for (const WaterfallScan::Failures &failures : found->failed) {
        if (failures.count > 0 && !isLookedAt(failures.first))
            marks.push_back({failures.first, failures.count, true, EdgeMark::Place::AtRow, {}});
        if (areRows && failures.count > 1 && !isLookedAt(failures.last)) // the first may be on the other side
            marks.push_back({failures.last, failures.count, true, EdgeMark::Place::AtRow, {}});
    }
    return marks;
}

/// Each at its row, those that failed so near to each other that crosses would meet as one; of those that are out of
/// view the nearest one, at the edge.
std::vector<EdgeMark> WaterfallScene::placed(const std::vector<EdgeMark> &marks) const
{
    constexpr double half = markPlace / 2.0;
    constexpr double slowestOffset = 11; // beside the failed ones
    const double lowest = topMargin + std::max(half, rows.viewHeight - half);
    std::vector<EdgeMark> atRows;
    std::optional<std::pair<int, EdgeMark>> above;
    std::optional<std::pair<int, EdgeMark>> below;
    for (EdgeMark mark : marks) {
        const std::optional<int> row = rowOf(mark.request);
        if (!row)
            continue;
        const double x = plotRight() + 5 + (mark.isFailed ? 0 : slowestOffset);
        const double y = topOf(*row) + rows.rowHeight() / 2;
        const bool isAbove = y < topMargin;
        const bool isBelow = y > topMargin + rows.viewHeight;
        mark.place = isAbove ? EdgeMark::Place::Above : isBelow ? EdgeMark::Place::Below : EdgeMark::Place::AtRow;
        mark.centre = QPointF(x, std::round(std::clamp(y, topMargin + half, lowest)) + 0.5);
        if (isAbove && (!above || *row > above->first))
            above.emplace(*row, mark);
        else if (isBelow && (!below || *row < below->first))
            below.emplace(*row, mark);
        else if (isAbove || isBelow)
            continue;
        else if (mark.isFailed && !atRows.empty() && mark.centre.y() - atRows.back().centre.y() < markPlace)
            atRows.back().count += mark.count;
        else
            atRows.push_back(mark);
    }
    for (const auto &edge : {above, below}) {
        if (edge)
            atRows.push_back(edge->second);
    }
    return atRows;
}

std::vector<EdgeMark> WaterfallScene::edgeMarks() const
{
    const std::vector<EdgeMark> failed = failedMarks();
    std::vector<EdgeMark> slowest;
    for (const quint32 request : found->slowest) {
        const bool isMarked = std::any_of(failed.begin(), failed.end(),
                                          [request](const EdgeMark &mark) { return mark.request == request; });
        if (!isMarked)
            slowest.push_back({request, 1, false, EdgeMark::Place::AtRow, {}});
    }
    std::vector<EdgeMark> marks = placed(failed);
    const std::vector<EdgeMark> slow = placed(slowest);
    marks.insert(marks.end(), slow.begin(), slow.end());
    return marks;
}

std::optional<EdgeMark> WaterfallScene::edgeMarkAt(const QPointF &point) const
{
    constexpr double reach = 6;
    std::optional<EdgeMark> nearest;
    double least = reach;
    for (const EdgeMark &mark : edgeMarks()) {
        const double distance = QLineF(mark.centre, point).length();
        if (distance <= least) {
            least = distance;
            nearest = mark;
        }
    }
    return nearest;
}

} // namespace fiftyfold
