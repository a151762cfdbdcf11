// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/loadshape.h"

#include "core/plan/schedule.h"

#include <algorithm>
#include <chrono>

namespace fiftyfold {

namespace {

double secondsOf(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

LoadShape rateOf(const RunPlan &plan)
{
    LoadShape shape;
    shape.isOpen = true;
    const Schedule schedule(plan);
    const RatePiece &first = plan.rate.pieces.first();
    const bool isEndless = schedule.end().count() == 0;
    const double end =
        isEndless ? double(plan.requestsAtMost()) / std::max(first.from, 1e-9) : secondsOf(schedule.end());
    double begin = 0;
    for (const RatePiece &piece : plan.rate.pieces) {
        const double length = piece.length.count() > 0 ? secondsOf(piece.length) : end;
        const double cut = std::min(begin + length, end);
        const double to = length > 0 ? piece.from + (piece.to - piece.from) * (cut - begin) / length : piece.to;
        shape.points << QPointF(begin, piece.from) << QPointF(cut, to);
        begin = cut;
        if (begin >= end)
            break;
    }
    shape.seconds = end;
    return shape;
}

LoadShape lanesOf(const RunPlan &plan)
{
    constexpr double rampsShare = 0.7; // of what is drawn, where nobody knows the end
    LoadShape shape;
    const double lanes = plan.effectiveAtOnce();
    const double ramp = secondsOf(plan.rampUp);
    shape.seconds = secondsOf(plan.duration);
    const double end = shape.seconds > 0 ? shape.seconds : ramp > 0 ? ramp / rampsShare : 1;
    if (ramp > 0) {
        const double opened = std::min(ramp, end);
        shape.points << QPointF(0, 0) << QPointF(opened, lanes * opened / ramp);
    } else {
        shape.points << QPointF(0, lanes);
    }
    if (ramp < end)
        shape.points << QPointF(end, lanes);
    return shape;
}

} // namespace

LoadShape loadShapeOf(const RunPlan &plan)
{
    LoadShape shape = plan.isOpen() ? rateOf(plan) : lanesOf(plan);
    for (const QPointF &point : shape.points)
        shape.most = std::max(shape.most, point.y());
    return shape;
}

} // namespace fiftyfold
