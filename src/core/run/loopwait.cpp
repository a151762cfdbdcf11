// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/loopwait.h"

#include "core/plan/strategytraits.h"

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

constexpr std::array<Stage, 3> pageSteps = {Stage::Wrap, Stage::Save, Stage::Delete};
constexpr double notableNs = 1e6;
constexpr double notableShare = 0.05;

/// Calls `wait(begin, end)` for each gap after `receive` in which it was in no step; returns when the last stage ended,
/// or nothing where there was no `receive`.
template<typename Wait>
std::optional<qint64> visitWaits(const RunRecord &record, quint32 index, Wait wait)
{
    const std::optional<Interval> receive = record.stage(index, Stage::Receive);
    if (!receive)
        return std::nullopt;
    qint64 free = receive->end;
    const auto reach = [&free, &wait](qint64 begin, qint64 end) {
        if (begin > free)
            wait(free, begin);
        free = std::max(free, end);
    };
    for (const Stage step : pageSteps) {
        if (const std::optional<Interval> interval = record.stage(index, step))
            reach(interval->begin, interval->end);
    }
    const ErrorClass error = record.error(index);
    const bool isOfWholeReply =
        record.outcome(index) != Outcome::Failed || error == ErrorClass::Status || error == ErrorClass::Check;
    if (const std::optional<qint64> end = record.endNs(index); end && isOfWholeReply)
        reach(*end, *end);
    else if (const std::optional<RunRecord::OpenStage> open = record.openStage(index))
        reach(open->begin, open->begin);
    return free;
}

} // namespace

LoopWaits loopWaits(const RunRecord &record, quint32 index)
{
    LoopWaits waits;
    visitWaits(record, index, [&waits](qint64 begin, qint64 end) { waits.append({begin, end}); });
    return waits;
}

std::optional<qint64> loopWaitNs(const RunRecord &record, quint32 index)
{
    if (record.outcome(index) != Outcome::Done)
        return std::nullopt;
    qint64 sum = 0;
    const bool isReceived =
        visitWaits(record, index, [&sum](qint64 begin, qint64 end) { sum += end - begin; }).has_value();
    return isReceived ? std::optional(sum) : std::nullopt;
}

std::optional<qint64> loopWaitBeginNs(const RunRecord &record, quint32 index)
{
    if (record.outcome(index) != Outcome::Pending || record.openStage(index))
        return std::nullopt;
    return visitWaits(record, index, [](qint64, qint64) {});
}

LoopWaits loopWaitsUntil(qint64 nowNs, const RunRecord &record, quint32 index)
{
    LoopWaits waits = loopWaits(record, index);
    const std::optional<qint64> begin = loopWaitBeginNs(record, index);
    if (!begin)
        return waits;
    const StrategyTraits &strategy = strategyOf(record.plan());
    const bool tellsAtOnce =
        !strategy.isExternal() && strategy.lanes != LanesOn::Processes && strategy.steps == StepsOn::Lanes;
    if (tellsAtOnce)
        waits.append({*begin, std::max(nowNs, *begin)});
    return waits;
}

bool isNotableLoopWait(double waitNs, double serviceNs)
{
    return waitNs > notableNs || waitNs > serviceNs * notableShare;
}

} // namespace fiftyfold
