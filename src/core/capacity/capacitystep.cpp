// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capacity/capacitystep.h"

#include "core/plan/schedule.h"
#include "core/run/runsummary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace fiftyfold {

namespace {

constexpr double requestsOfTiming = 3;
constexpr std::size_t leastInQuarter = 5; // as many as chance seldom puts into the order of a trend
constexpr double lagShareOfLimit = 0.05;  // as much as a search is exact to
constexpr double smallLagShare = 0.1;     // of a service time: more of it is in that time, too

/// The second half of the time in which they became due.
struct SecondHalf {
    quint32 due = 0;
    quint32 done = 0;
    std::vector<qint64> before; ///< Response times of those that became due in its first half.
    std::vector<qint64> after;  ///< In its second.
};

SecondHalf secondHalfOf(const RunRecord &record, qint64 endNs)
{
    const auto isInHalf = [endNs](std::optional<qint64> at) { return at && *at > endNs / 2 && *at <= endNs; };
    Schedule schedule(record.plan());
    SecondHalf half;
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        const qint64 due = schedule.dueNs(index);
        half.due += isInHalf(due) ? 1U : 0U;
        half.done += record.outcome(index) == Outcome::Done && isInHalf(record.endNs(index)) ? 1U : 0U;
        const std::optional<qint64> response = record.responseNs(index);
        if (response && isInHalf(due))
            (due <= endNs / 4 * 3 ? half.before : half.after).push_back(*response);
    }
    return half;
}

bool isReached(const SecondHalf &half)
{
    const double missing = double(half.due) - half.done;
    return missing <= std::max(requestsOfTiming, (1 - leastShareDone) * half.due);
}

/// By how much longer than the last a reply takes, as a share of the time between them, where they take longer and
/// longer: what a backlog does, and seen in requests too few for a count. 0 where that is less than what a search is
/// exact to, or where times vary so much that it is no more than that.
double backlogGrowth(SecondHalf &half, double quarterNs)
{
    if (half.before.size() < leastInQuarter || half.after.size() < leastInQuarter)
        return 0;
    const std::vector<double> before = percentilesOf(half.before, {0.5, 0.75});
    const std::vector<double> after = percentilesOf(half.after, {0.25, 0.5});
    // From there to there it is half a quarter.
    return after[0] - before[1] > (1 - leastShareDone) * quarterNs / 2 ? (after[1] - before[0]) / quarterNs : 0;
}

bool hasHeld(const Expectations &expectations)
{
    return std::all_of(expectations.cbegin(), expectations.cend(),
                       [](const Expectation &one) { return one.verdict == ThresholdVerdict::Held; });
}

bool isAboutLag(const Threshold &objective)
{
    return isAboutTime(objective) && (objective.time == ThresholdTime::Lag ||
                                      (objective.time == ThresholdTime::Stage && objective.stage == Stage::Queued));
}

/// Of what is about a time, but not the client's lag, with service times in place of response times.
QList<Threshold> servicesOf(QList<Threshold> objectives)
{
    objectives.removeIf([](const Threshold &objective) { return !isAboutTime(objective) || isAboutLag(objective); });
    for (Threshold &objective : objectives) {
        if (objective.time == ThresholdTime::Response)
            objective.time = ThresholdTime::Service;
    }
    return objectives;
}

/// Whether one is crossed even by its shortest time, or by so much that no lag is in it.
bool crossesHoweverLate(const QList<Threshold> &services, const RunSummary &summary)
{
    return std::any_of(services.cbegin(), services.cend(), [&summary](const Threshold &objective) {
        Threshold shortest = objective;
        shortest.figure = ThresholdFigure::Min;
        Threshold lessLag = objective;
        lessLag.limit += summary.lag.p99 / unitBase(objective.unit);
        return samplesOf(objective, summary) > 0 && hasCrossed(judged({shortest, lessLag}, summary, false), false);
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

    const QList<Threshold> services = servicesOf(objectives);
    step.isCrossedAnyway = crossesByFailures(objectives, summary) || crossesHoweverLate(services, summary);
    summary.failed += summary.cancelled;
    step.expectations = judged(objectives, summary, false);
    step.isServiceTooSlow = hasCrossed(judged(services, summary, false), false);
    const auto lengthNs = static_cast<double>(step.length.count());
    SecondHalf half = secondHalfOf(record, step.length.count());
    const double growth = backlogGrowth(half, lengthNs / 4);
    step.doneRate = half.done / (lengthNs / 2e9);
    if (growth > 0) // to the hundredth, as rates are asked for
        step.doneRate = std::min(step.doneRate, std::round(100 * step.rate / (1 + growth)) / 100);
    step.verdict = !hasHeld(step.expectations)      ? StepVerdict::Crossed
                   : isReached(half) && growth == 0 ? StepVerdict::Held
                                                    : StepVerdict::Unreached;
    return step;
}

CapacityLimit limitOf(const CapacityStep &step)
{
    if (step.health.verdict == LoadVerdict::KeptUp)
        return CapacityLimit::Server;
    if (step.health.clientCpuShare.value_or(0) > mostClientCpuShare)
        return CapacityLimit::Processor;
    if (step.isCrossedAnyway) // by what no lag can do
        return CapacityLimit::Server;
    const bool lacksLanes = step.health.verdict == LoadVerdict::TooFewLanes;
    // With all lanes in use and times as short as they can be, more lanes would have done more.
    const bool isServerQueueing = !lacksLanes || step.service.p50 > 2 * step.service.min;
    const bool isServerSlow = step.verdict == StepVerdict::Unreached
                                  ? step.health.ratio >= leastRateRatio && isServerQueueing
                                  : step.isServiceTooSlow;
    const bool isLagSmall = step.lag.p99 <= smallLagShare * step.service.p95;
    if (isServerSlow && (lacksLanes || isLagSmall))
        return CapacityLimit::Server;
    return lacksLanes ? CapacityLimit::Lanes : CapacityLimit::Lag;
}

double unseenShareOf(const CapacityStep &step)
{
    constexpr double exactTo = 2 * (1 - leastShareDone);
    const double unseen = std::min(1.0, requestsOfTiming / (step.requests / 2.0));
    if (unseen <= exactTo)
        return 0;
    // A growth is seen where it comes out of how much times vary: see backlogGrowth().
    const double varying = (step.response.p90 - step.response.min) / (static_cast<double>(step.length.count()) / 8);
    const bool isSeen = step.requests >= 4 * leastInQuarter && varying <= exactTo / 2;
    return isSeen ? 0 : unseen;
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
