// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/loadhealth.h"

#include "core/plan/schedule.h"
#include "core/plan/strategytraits.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <vector>

namespace fiftyfold {

namespace {

struct HealthWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::LoadHealth)
};

constexpr double leastLagNs = 1e6;
constexpr double lagShareOfService = 0.05;
constexpr double nsASecond = 1e9;

/// Of a request that has left the queue, or that the end of the run found in it.
std::optional<qint64> dueOf(const RunRecord &record, Schedule &schedule, quint32 index)
{
    if (const std::optional<qint64> due = record.dueNs(index))
        return due;
    const qint64 due = schedule.dueNs(index);
    return due < record.elapsedNs ? std::optional(due) : std::nullopt;
}

struct Departures {
    quint32 due = 0; ///< Within the run.
    quint32 begun = 0;
    qint64 lastDue = 0;
    qint64 lastStart = 0;
    quint32 neededLanes = 0; ///< The most that were due, or in flight, at one time.
};

Departures departuresOf(const RunRecord &record)
{
    Schedule schedule(record.plan());
    Departures departures;
    std::vector<qint64> dues;
    std::vector<qint64> ends;
    for (quint32 i = 0; i < record.requestCount(); ++i) {
        const std::optional<qint64> due = dueOf(record, schedule, i);
        if (!due)
            continue;
        ++departures.due;
        dues.push_back(*due);
        ends.push_back(record.endNs(i).value_or(record.elapsedNs));
        departures.lastDue = std::max(departures.lastDue, *due);
        if (const std::optional<qint64> start = record.startNs(i)) {
            ++departures.begun;
            departures.lastStart = std::max(departures.lastStart, *start);
        }
    }
    departures.neededLanes = mostAtATime(dues, ends);
    return departures;
}

bool isLate(double lagP99, double serviceP50)
{
    return lagP99 > std::max(leastLagNs, lagShareOfService * serviceP50);
}

/// Of a client that fell behind, by what that means for the figures; %1 is by how much.
QString behindSentence(const LoadHealth &health)
{
    if (health.ratio < leastRateRatio)
        return HealthWords::tr(
            "The client fell behind (%1): the figures are of a lower load than was asked for. Ask for a lower rate, "
            "or give it more processors.");
    return health.clientCpuShare.value_or(0) > mostClientCpuShare
               ? HealthWords::tr("The client fell behind (%1): its processors had no time left, which is in the "
                                 "figures. Ask for a lower rate, or give it more processors.")
               : HealthWords::tr("The client fell behind (%1): requests went out late, which is in their response "
                                 "times. Ask for a lower rate, or give it more processors.");
}

QString milliseconds(double nanoseconds)
{
    return durationForPeople(std::llround(nanoseconds));
}

} // namespace

QLatin1String loadVerdictName(LoadVerdict verdict)
{
    switch (verdict) {
    case LoadVerdict::KeptUp:
        break;
    case LoadVerdict::FellBehind:
        return QLatin1String("fell-behind");
    case LoadVerdict::TooFewLanes:
        return QLatin1String("too-few-lanes");
    }
    return QLatin1String("kept-up");
}

LoadHealth loadHealthOf(const RunRecord &record, const Distribution &lag, const Distribution &service)
{
    LoadHealth health;
    const Schedule schedule(record.plan());
    const qint64 end = record.isStopped ? record.elapsedNs : schedule.spanNs(record.requestCount());
    const Departures departures = departuresOf(record);
    if (end <= 0 || departures.due == 0)
        return health;
    health.askedRate = schedule.integralAt(end) * nsASecond / static_cast<double>(end);
    // How much of what was due began, and how much later than the last of it was due.
    const qint64 last = std::max(departures.lastDue, std::min(end, departures.lastStart));
    const double inTime = departures.lastStart > last && departures.lastStart > 0
                              ? static_cast<double>(last) / static_cast<double>(departures.lastStart)
                              : 1;
    health.ratio = inTime * departures.begun / departures.due;
    health.achievedRate = health.askedRate * health.ratio;
    health.neededLanes = departures.neededLanes;
    if (record.clientCpuShare) // two clocks, of which that of the threads can be a little ahead
        health.clientCpuShare = std::min(1.0, *record.clientCpuShare);
    const bool isBusy = health.clientCpuShare.value_or(0) > mostClientCpuShare;
    if (health.ratio < leastRateRatio || isBusy || (lag.count > 0 && isLate(lag.p99, service.p50))) {
        const bool lacksLanes = health.neededLanes > record.plan().effectiveAtOnce() && !isBusy;
        health.verdict = lacksLanes ? LoadVerdict::TooFewLanes : LoadVerdict::FellBehind;
    }
    return health;
}

std::optional<LoadHealth> loadHealthSoFar(const RunPlan &plan, const LiveHistogram &lag, const LiveHistogram &service,
                                          quint32 mostInFlight, qint64 nowNs)
{
    const Schedule schedule(plan);
    const qint64 span = std::min(nowNs, schedule.spanNs(plan.requests));
    if (lag.count() == 0 || span <= 0)
        return std::nullopt;
    LoadHealth health;
    const double due = schedule.integralAt(span);
    const qint64 spent = lag.count() >= due ? span : nowNs; // what is late takes longer than the schedule
    health.askedRate = due * nsASecond / static_cast<double>(span);
    health.achievedRate = lag.count() * nsASecond / static_cast<double>(spent);
    health.ratio = health.askedRate > 0 ? std::min(1.0, health.achievedRate / health.askedRate) : 1;
    if (isLate(static_cast<double>(lag.quantile(0.99)), static_cast<double>(service.quantile(0.5))))
        health.verdict = mostInFlight >= plan.effectiveAtOnce() ? LoadVerdict::TooFewLanes : LoadVerdict::FellBehind;
    return health;
}

QString loadHealthSentence(const LoadHealth &health, const Distribution &lag, const RunPlan &plan)
{
    const QLocale &numbers = numberLocale();
    const QString rates =
        HealthWords::tr("%1 of %2 asked, lag p99 %3")
            .arg(rateForPeople(health.achievedRate), rateForPeople(health.askedRate), milliseconds(lag.p99));
    switch (health.verdict) {
    case LoadVerdict::KeptUp:
        break;
    case LoadVerdict::FellBehind:
        return behindSentence(health).arg(rates);
    case LoadVerdict::TooFewLanes:
        return HealthWords::tr(
                   "Too few lanes for this rate (%1): with %2 at once requests waited for a free one; %3 would "
                   "have done. %4")
            .arg(rates, numbers.toString(plan.effectiveAtOnce()), numbers.toString(health.neededLanes),
                 strategyOf(plan).lanes == LanesOn::One
                     ? HealthWords::tr("Choose another --strategy, as %1 has one lane.").arg(plan.strategy)
                     : HealthWords::tr("Set --at-once to %1 or more.").arg(health.neededLanes));
    }
    return HealthWords::tr("The client kept up (%1).").arg(rates);
}

} // namespace fiftyfold
