// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capacity/capacitystep.h"

#include "core/plan/schedule.h"
#include "core/run/runsummary.h"

#include <algorithm>
#include <limits>

namespace fiftyfold {

namespace {

constexpr double requestsOfTiming = 3;
constexpr double lagShareOfLimit = 0.05; // as much as a search is exact to
constexpr double smallLagShare = 0.1;    // of a service time: more of it is in that time, too

/// Over the second half of the time in which they became due.
struct HalfCounts {
    quint32 due = 0;
    quint32 done = 0;
};

HalfCounts secondHalfOf(const RunRecord &record, qint64 endNs)
{
    const auto isInHalf = [endNs](std::optional<qint64> at) { return at && *at > endNs / 2 && *at <= endNs; };
    Schedule schedule(record.plan());
    HalfCounts counts;
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        counts.due += isInHalf(schedule.dueNs(index)) ? 1U : 0U;
        counts.done += record.outcome(index) == Outcome::Done && isInHalf(record.endNs(index)) ? 1U : 0U;
    }
    return counts;
}

bool isReached(const HalfCounts &counts)
{
    const double missing = double(counts.due) - counts.done;
    return missing <= std::max(requestsOfTiming, (1 - leastShareDone) * counts.due);
}

bool hasHeld(const Expectations &expectations)
{
    return std::all_of(expectations.cbegin(), expectations.cend(),
                       [](const Expectation &one) { return one.verdict == ThresholdVerdict::Held; });
}

bool isAboutLag(const Threshold &objective)
{
    return isAboutTime(objective) && objective.time == ThresholdTime::Lag;
}

/// Whether one is crossed that is about a time, but not the client's lag, with service times in place of response
/// times.
bool crossesByService(const QList<Threshold> &objectives, const RunSummary &summary)
{
    return std::any_of(objectives.cbegin(), objectives.cend(), [&summary](Threshold objective) {
        if (!isAboutTime(objective) || isAboutLag(objective))
            return false;
        if (objective.time == ThresholdTime::Response)
            objective.time = ThresholdTime::Service;
        return judged(objective, summary, false).verdict == ThresholdVerdict::Crossed;
    });
}

/// What was cancelled, as by a client without a free lane, is not among the failures of the summary.
bool crossesByFailures(const QList<Threshold> &objectives, const RunSummary &summary)
{
    return std::any_of(objectives.cbegin(), objectives.cend(), [&summary](const Threshold &objective) {
        return !isAboutTime(objective) && judged(objective, summary, false).verdict == ThresholdVerdict::Crossed;
    });
}

/// Of the shortest of the times that are asked for; nothing where lag itself is among them. Where none is about a time,
/// no lag is too long.
std::optional<double> longestLagNs(const QList<Threshold> &objectives)
{
    double longest = std::numeric_limits<double>::infinity();
    for (const Threshold &objective : objectives) {
        if (isAboutLag(objective))
            return std::nullopt;
        if (isAboutTime(objective))
            longest = std::min(longest, lagShareOfLimit * objective.limit * unitBase(objective.unit));
    }
    return longest;
}

/// A run's health is judged by what its own times can tell; a step's by what its objectives can.
LoadHealth healthFor(const QList<Threshold> &objectives, LoadHealth health, double lagP99)
{
    const std::optional<double> longest = longestLagNs(objectives);
    const bool isOnlyLate = health.ratio >= leastRateRatio && health.clientCpuShare.value_or(0) <= mostClientCpuShare;
    if (isOnlyLate && longest && lagP99 <= *longest)
        health.verdict = LoadVerdict::KeptUp;
    return health;
}

} // namespace

bool isAboutTime(const Threshold &objective)
{
    return objective.figure <= ThresholdFigure::Max;
}

CapacityStep capacityStepOf(const RunRecord &record, const QList<Threshold> &objectives)
{
    RunSummary summary = summarise(record);
    CapacityStep step;
    step.rate = record.plan().rate.pieces.constFirst().from;
    step.length = record.plan().duration;
    step.atOnce = record.plan().effectiveAtOnce();
    step.requests = summary.requests;
    step.done = summary.done;
    step.failed = summary.failed;
    step.cancelled = summary.cancelled;
    step.response = summary.response;
    step.service = summary.latency;
    step.lag = summary.lag;
    step.health = healthFor(objectives, summary.health.value_or(LoadHealth()), summary.lag.p99);
    step.firstFailure = firstFailure(record);
    step.isDisturbed = record.isDisturbed;

    step.isServerFailing = crossesByFailures(objectives, summary);
    summary.failed += summary.cancelled;
    step.expectations = judged(objectives, summary, false);
    step.isServiceTooSlow = crossesByService(objectives, summary);
    const HalfCounts counts = secondHalfOf(record, step.length.count());
    step.doneRate = counts.done / (static_cast<double>(step.length.count()) / 2e9);
    step.verdict = !hasHeld(step.expectations) ? StepVerdict::Crossed
                   : isReached(counts)         ? StepVerdict::Held
                                               : StepVerdict::Unreached;
    return step;
}

CapacityLimit limitOf(const CapacityStep &step)
{
    if (step.health.verdict == LoadVerdict::KeptUp)
        return CapacityLimit::Server;
    if (step.health.clientCpuShare.value_or(0) > mostClientCpuShare)
        return CapacityLimit::Processor;
    if (step.isServerFailing) // no lag makes a server fail
        return CapacityLimit::Server;
    const bool lacksLanes = step.health.verdict == LoadVerdict::TooFewLanes;
    const bool isServerSlow =
        step.verdict == StepVerdict::Unreached ? step.health.ratio >= leastRateRatio : step.isServiceTooSlow;
    const bool isLagSmall = step.lag.p99 <= smallLagShare * step.service.p95;
    if (isServerSlow && (lacksLanes || isLagSmall))
        return CapacityLimit::Server;
    return lacksLanes ? CapacityLimit::Lanes : CapacityLimit::Lag;
}

QLatin1String stepVerdictName(StepVerdict verdict)
{
    switch (verdict) {
    case StepVerdict::Held:
        break;
    case StepVerdict::Crossed:
        return QLatin1String("crossed");
    case StepVerdict::Unreached:
        return QLatin1String("unreached");
    }
    return QLatin1String("held");
}

QLatin1String capacityLimitName(CapacityLimit limit)
{
    switch (limit) {
    case CapacityLimit::Server:
        break;
    case CapacityLimit::Lanes:
        return QLatin1String("lanes");
    case CapacityLimit::Processor:
        return QLatin1String("processor");
    case CapacityLimit::Lag:
        return QLatin1String("lag");
    }
    return QLatin1String("server");
}

QLatin1String capacityEndName(CapacityEnd end)
{
    switch (end) {
    case CapacityEnd::Open:
        break;
    case CapacityEnd::Found:
        return QLatin1String("found");
    case CapacityEnd::NothingHeld:
        return QLatin1String("nothing-held");
    case CapacityEnd::NothingCrossed:
        return QLatin1String("nothing-crossed");
    }
    return {};
}

} // namespace fiftyfold
