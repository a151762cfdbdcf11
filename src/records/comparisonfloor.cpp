// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/comparisonfloor.h"

#include "practice/replyplan.h"

#include <string>

namespace fiftyfold {

std::optional<std::chrono::nanoseconds> serverFloorOf(const RunPlan &plan)
{
    if (!plan.isPractice() || plan.effectiveAtOnce() == 0)
        return std::nullopt;
    std::string problem;
    const practice::ReplyPlan reply =
        practice::replyPlanFromQuery(plan.url.query(QUrl::FullyEncoded).toStdString(), &problem);
    if (!problem.empty() || reply.latency.count() == 0 || reply.jitter.count() > 0 || !reply.location.empty())
        return std::nullopt;
    const quint32 lanes = plan.effectiveAtOnce();
    const quint32 ofTheSlowestLane = (plan.requests - 1) / lanes + 1;
    return reply.latency * ofTheSlowestLane;
}

} // namespace fiftyfold
