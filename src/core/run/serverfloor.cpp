// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/serverfloor.h"

#include "core/plan/practicequery.h"

namespace fiftyfold {

std::optional<std::chrono::nanoseconds> serverFloorOf(const RunPlan &plan, quint32 lanes)
{
    if (!plan.isPractice() || lanes == 0)
        return std::nullopt;
    const std::optional<PracticeDelay> delay = practiceDelay(plan.url);
    if (!delay || delay->latency.count() == 0 || delay->jitter.count() > 0 || delay->isMean || delay->isHeldUp ||
        delay->isRedirect)
        return std::nullopt;
    const quint32 ofTheSlowestLane = (plan.requests - 1) / lanes + 1;
    return delay->latency * ofTheSlowestLane;
}

} // namespace fiftyfold
