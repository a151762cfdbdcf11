// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/waterfallscene.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>

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

/// Where a row is among all, as in the scroll bar.
double WaterfallScene::markHeight(int row) const
{
    const double share = (row + 0.5) / std::max(1, rows.count);
    return topMargin + std::clamp(share * rows.usedHeight(), 4.0, std::max(4.0, rows.viewHeight - 4));
}

std::vector<EdgeMark> WaterfallScene::edgeMarks() const
{
    std::vector<EdgeMark> marks;
    constexpr double slowestOffset = 11; // beside the failed ones
    const double x = plotRight() + 5;
    const auto add = [&](quint32 request, quint32 count, bool isFailed) {
        if (const std::optional<int> row = rowOf(request))
            marks.push_back({request, count, isFailed,
                             QPointF(isFailed ? x : x + slowestOffset, std::round(markHeight(*row)) + 0.5)});
    };
    for (const WaterfallScan::Failures &failures : found->failed) {
        if (failures.count > 0)
            add(failures.first, failures.count, true);
    }
    for (const quint32 request : found->slowest) {
        const bool isMarked = std::any_of(marks.begin(), marks.end(),
                                          [request](const EdgeMark &mark) { return mark.request == request; });
        if (!isMarked)
            add(request, 1, false);
    }
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
