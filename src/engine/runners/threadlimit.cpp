// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/threadlimit.h"

#include "core/plan/strategytraits.h"
#include "core/text/remark.h"
#include "engine/base/memorylimit.h"
#include "engine/base/systemlimits.h"
#include "engine/pipeline/managerpool.h"
#include "engine/pipeline/stepexecutor.h"
#include "engine/runners/externalrunner.h"

#include <algorithm>

namespace fiftyfold {

namespace {

/// Of a program that comes along; of others nobody knows.
quint32 runnerThreadsFor(const RunPlan &plan, quint32 lanes)
{
    const StrategyTraits &runner = strategyOf(plan);
    return runner.threadsOfItsOwn + (runner.lanes == LanesOn::Threads ? lanes : 0);
}

/// Threads and processes that a plan takes, beside those that are there when it is clamped.
quint32 threadsFor(const RunPlan &plan, quint32 lanes, quint32 threads)
{
    if (ExternalRunner::isNeededFor(plan)) {
        constexpr quint32 preparation = 1;
        constexpr quint32 perProcess = 2; // its main thread, and its engine's
        const quint32 processes = ExternalRunner::processesFor(plan, lanes);
        const bool isOurs = plan.runnerCommand.isEmpty(); // of most others nobody knows what they start
        return preparation + (isOurs ? processes * perProcess + transportThreadsFor(plan, lanes, processes)
                                     : processes + runnerThreadsFor(plan, lanes));
    }
    const quint32 own = strategyOf(plan).lanes == LanesOn::Threads ? threads : threads - 1;
    return own + transportThreadsFor(plan, lanes, threads) + executorWorkersFor(plan, lanes, threads);
}

/// Bytes of this process's heap that a plan's threads and transport begin with. Qt crashes where it can't have them.
quint64 heapFor(const RunPlan &plan, quint32 threads)
{
    constexpr quint64 perThread = quint64(512) * 1024;
    constexpr quint64 ofQt = quint64(12) * 1024 * 1024;
    constexpr quint64 ofOthers = quint64(1) * 1024 * 1024;
    if (ExternalRunner::isNeededFor(plan))
        return ofOthers;
    return (plan.transport == QLatin1String("qt") ? ofQt : ofOthers) + threads * perThread;
}

} // namespace

quint32 threadsNeededBy(const RunPlan &plan)
{
    return threadsFor(plan, plan.effectiveAtOnce(), plan.effectiveThreads());
}

LaneLimit clampToThreadLimit(RunPlan &plan, quint32 later)
{
    return clampToThreadLimit(plan, later, threadSupply(threadsNeededBy(plan) + later));
}

LaneLimit clampToThreadLimit(RunPlan &plan, quint32 later, ThreadSupply supply)
{
    const auto neededNow = [&plan] { return threadsNeededBy(plan); };
    const quint32 left = supply.count - std::min(supply.count, later);
    const auto hasHeap = [&](quint32 needed) { // those that are not needed leave their stacks
        return !supply.space || *supply.space + (left - needed) * smallStackBytes >= heapFor(plan, needed);
    };
    LaneLimit result;
    if (neededNow() <= left) {
        if (hasHeap(neededNow()))
            return result;
        supply.blameAddressSpace();
    }
    result.reason = QStringLiteral("%1. %2").arg(supply.limit, supply.remedy);
    result.lowered = lowerLanes(plan, [&](quint32 lanes, quint32 threads) {
        const quint32 needed = threadsFor(plan, lanes, threads);
        return needed <= left && hasHeap(needed);
    });
    if (const quint32 needed = neededNow(); needed > left) {
        const QStringList values = {plan.strategy, plan.transport, QString::number(needed), QString::number(left)};
        result.problem = remarkText(RemarkKind::NoRoomForThreads, values) + QLatin1String(": ") + result.reason;
    } else if (!hasHeap(needed)) {
        result.problem = remarkText(RemarkKind::NoRoomForMemory, {plan.strategy, plan.transport}) +
                         QLatin1String(": ") + result.reason;
    }
    return result;
}

} // namespace fiftyfold
