// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/lanelimit.h"

#include "core/plan/strategytraits.h"
#include "core/text/remark.h"

#include <algorithm>

namespace fiftyfold {

QString lowerLanes(RunPlan &plan, const std::function<bool(quint32 lanes, quint32 threads)> &fits)
{
    const quint32 atOnce = plan.effectiveAtOnce();
    const quint32 threads = plan.effectiveThreads();
    const bool isLaneAThread = strategyOf(plan).lanes == LanesOn::Threads;
    const auto hasRoom = [&](quint32 lanes, quint32 groups) {
        return fits(lanes, isLaneAThread ? lanes : std::min(groups, lanes));
    };
    quint32 possibleThreads = threads;
    while (possibleThreads > 1 && !isLaneAThread && !hasRoom(atOnce, possibleThreads))
        --possibleThreads; // lanes are worth more
    quint32 possible = atOnce;
    while (possible > 1 && !hasRoom(possible, possibleThreads))
        --possible;
    plan.atOnce = possible;
    if (!isLaneAThread)
        plan.threads = static_cast<int>(possibleThreads);
    const QStringList ofLanes = {QString::number(atOnce), QString::number(possible)};
    const QStringList ofThreads = {QString::number(threads), QString::number(possibleThreads)};
    const bool isFewerThreads = !isLaneAThread && possibleThreads < threads;
    if (possible < atOnce && isFewerThreads)
        return remarkText(RemarkKind::BothLowered, ofLanes + ofThreads);
    if (possible < atOnce)
        return remarkText(RemarkKind::LanesLowered, ofLanes);
    return isFewerThreads ? remarkText(RemarkKind::ThreadsLowered, ofThreads) : QString();
}

} // namespace fiftyfold
