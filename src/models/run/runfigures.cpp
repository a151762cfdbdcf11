// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/runfigures.h"

#include "core/plan/schedule.h"
#include "core/run/costwording.h"
#include "core/run/statedfigures.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "models/base/windowwording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

struct FigureWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RunFigures)
};

constexpr qint64 nsPerMillisecond = 1'000'000;
constexpr qint64 nsPerSecond = 1'000'000'000;

QString grouped(double number, int decimals)
{
    return numberLocale().toString(number, 'f', decimals);
}

QString twoDigits(qint64 number)
{
    return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
}

/// Three figures, as durationForPeople() has them: 0.532, 1.20, 12.3, 116, 1,160.
QString threeFigures(double number)
{
    const int decimals = number < 0.9995 ? 3 : number < 9.995 ? 2 : number < 99.95 ? 1 : 0; // as it is once rounded
    return grouped(number, decimals);
}

struct TimeUnit {
    double nanoseconds;
    QString name;
};

/// Milliseconds as far as they can be read at a glance: one slow reply should not turn 116 into 0.116.
TimeUnit unitOf(qint64 longestNs, qint64 shortestNs)
{
    if (longestNs >= 10 * nsPerSecond || shortestNs >= nsPerSecond)
        return {1e9, FigureWording::tr("s")};
    if (longestNs >= nsPerMillisecond)
        return {1e6, FigureWording::tr("ms")};
    return {1e3, FigureWording::tr("µs")};
}

double shareOf(double part, double whole)
{
    return whole > 0 ? std::clamp(part / whole, 0.0, 1.0) : 0.0;
}

LoadFigures liveLoad(const RunRecorder &recorder, const LiveTimes &times, qint64 nowNs)
{
    LoadFigures load;
    load.responseCount = times.response.count();
    load.responseP50Ns = times.response.quantile(0.5);
    load.responseP95Ns = times.response.quantile(0.95);
    load.responseP99Ns = times.response.quantile(0.99);
    load.responseP999Ns = times.response.quantile(0.999);
    load.lagCount = times.lag.count();
    load.lagP99Ns = times.lag.quantile(0.99);
    load.longestLagNs = times.lag.max();
    load.health =
        loadHealthSoFar(recorder.record()->plan(), times.lag, times.service, recorder.tally().mostInFlight, nowNs);
    return load;
}

LoadFigures finalLoad(const RunSummary &summary, const RunPlan &plan)
{
    LoadFigures load;
    load.responseCount = summary.response.count;
    load.responseP50Ns = std::llround(summary.response.p50);
    load.responseP95Ns = std::llround(summary.response.p95);
    load.responseP99Ns = std::llround(summary.response.p99);
    load.responseP999Ns = std::llround(summary.response.p999);
    load.lagCount = summary.lag.count;
    load.lagP99Ns = std::llround(summary.lag.p99);
    load.longestLagNs = std::llround(summary.lag.max);
    load.isFinal = true;
    if (summary.lag.count > 0) { // else none began, and there is nothing to judge
        load.health = summary.health;
        load.sentence = wordedForWindow(loadHealthSentence(*summary.health, summary.lag, plan));
    }
    return load;
}

qint64 statedNs(double figure)
{
    return isStated(figure) ? std::llround(figure) : unstatedNs;
}

QString loopWaitText(const RunSummary &summary)
{
    const auto time = [](double nanoseconds) { return durationForPeople(std::llround(nanoseconds)); };
    const Distribution &wait = summary.loopWait;
    return FigureWording::tr("Loop wait, in which whole replies waited for their event loop or the executor of their "
                             "steps: p50 %1, p95 %2, p99 %3, max %4, %5 % of the time in progress")
        .arg(time(wait.p50), time(wait.p95), time(wait.p99), time(wait.max), grouped(summary.loopWaitShare * 100, 1));
}

/// Of a run that time ends.
double shareOfTime(const RunPlan &plan, qint64 elapsedNs)
{
    const std::chrono::nanoseconds end = plan.isOpen() ? Schedule(plan).end() : plan.duration;
    return shareOf(static_cast<double>(elapsedNs), static_cast<double>(end.count()));
}

} // namespace

void LiveTimes::take(const FactBatch &batch, const RunRecord &record)
{
    const bool isOpen = record.plan().isOpen();
    for (const Fact &fact : batch.facts) {
        if (fact.request >= record.requestCount())
            continue;
        if (isOpen && fact.kind == Fact::Kind::Ended && fact.stage == Stage::Queued)
            lag.add(fact.at - fact.begin);
        if (fact.kind != Fact::Kind::Finished || fact.outcome != Outcome::Done)
            continue;
        if (const std::optional<qint64> latency = record.latencyNs(fact.request))
            service.add(*latency);
        if (const std::optional<qint64> time = isOpen ? record.responseNs(fact.request) : std::nullopt)
            response.add(*time);
    }
}

bool RunFigures::isBehind() const
{
    return load && load->health && load->health->verdict != LoadVerdict::KeptUp;
}

RunFigures liveFigures(const RunRecorder &recorder, const LiveTimes &times, qint64 nowNs)
{
    const RunTally &tally = recorder.tally();
    const RunPlan &plan = recorder.record()->plan();
    RunFigures figures;
    figures.elapsedNs = nowNs;
    const RunRecord &record = *recorder.record();
    figures.isCountKnown = plan.isCountKnown();
    figures.requests = figures.isCountKnown ? plan.requests : record.requestCount();
    const bool goesByTime = !figures.isCountKnown || (record.isStopped && plan.hasEnd());
    figures.shareDone = goesByTime ? shareOfTime(plan, nowNs) : shareOf(tally.done, figures.requests);
    figures.done = tally.done;
    figures.failed = tally.failed;
    figures.cancelled = tally.cancelled;
    figures.atOnce = plan.effectiveAtOnce();
    figures.inFlight = tally.inFlight;
    figures.overlap = recorder.overlapAt(nowNs);
    figures.requestsPerSecond = nowNs > 0 ? tally.done * 1e9 / static_cast<double>(nowNs) : 0;
    figures.latencyCount = times.service.count();
    figures.p50Ns = times.service.quantile(0.5);
    figures.p95Ns = times.service.quantile(0.95);
    figures.maxNs = times.service.max();
    if (plan.isOpen())
        figures.load = liveLoad(recorder, times, nowNs);
    return figures;
}

RunFigures finalFigures(const RunSummary &summary, const RunRecord &record)
{
    const RunPlan &plan = record.plan();
    RunFigures figures;
    figures.elapsedNs = hasElapsed(summary) ? summary.elapsedNs : unstatedNs;
    figures.requests = summary.requests;
    figures.isDoneKnown = hasCount(summary);
    figures.isCountKnown = plan.isCountKnown() && figures.isDoneKnown;
    if (record.isStopped && plan.hasEnd())
        figures.shareDone = shareOfTime(plan, summary.elapsedNs);
    else
        figures.shareDone = figures.isCountKnown ? shareOf(summary.done, summary.requests) : 1;
    figures.done = summary.done;
    figures.failed = summary.failed;
    figures.cancelled = summary.cancelled;
    const bool isUnknown = record.imported && (plan.atOnce == 0 || summary.overlap == 0);
    figures.atOnce = isUnknown ? 0 : plan.effectiveAtOnce();
    figures.overlap = summary.overlap;
    figures.requestsPerSecond = hasRate(summary) ? summary.requestsPerSecond : std::nan("");
    figures.latencyCount = summary.latency.count;
    figures.p50Ns = statedNs(summary.latency.p50);
    figures.p95Ns = statedNs(summary.latency.p95);
    figures.maxNs = statedNs(summary.latency.max);
    if (hasNotableLoopWait(summary))
        figures.loopWait = loopWaitText(summary);
    if (summary.cost)
        figures.cost = FigureWording::tr("Cost to this machine: %1")
                           .arg(costForPeople(*summary.cost, summary.done + summary.failed));
    if (summary.health)
        figures.load = finalLoad(summary, plan);
    return figures;
}

FigureText elapsedText(qint64 elapsedNs)
{
    if (elapsedNs == unstatedNs)
        return {QStringLiteral("–"), QString()};
    const qint64 milliseconds = (elapsedNs + nsPerMillisecond / 2) / nsPerMillisecond;
    if (milliseconds < 120'000)
        return {grouped(static_cast<double>(milliseconds) / 1e3, 3), FigureWording::tr("s")};
    const qint64 tenths = milliseconds / 100; // whole ones that have passed, as a clock shows them
    const qint64 minutes = tenths / 600;
    const QString seconds = twoDigits(tenths / 10 % 60) + QLatin1Char('.') + QString::number(tenths % 10);
    if (minutes < 60)
        return {QString::number(minutes) + QLatin1Char(':') + seconds, FigureWording::tr("min")};
    return {QStringLiteral("%1:%2:%3").arg(QString::number(minutes / 60), twoDigits(minutes % 60), seconds),
            FigureWording::tr("h")};
}

FigureText doneText(const RunFigures &figures)
{
    if (!figures.isDoneKnown)
        return {QStringLiteral("–"), QString()};
    return {grouped(figures.done, 0),
            figures.isCountKnown ? FigureWording::tr("of %1").arg(grouped(figures.requests, 0)) : QString()};
}

FigureText overlapText(double overlap, quint32 atOnce)
{
    return {grouped(overlap, 1), FigureWording::tr("× of %1").arg(grouped(atOnce, 0))};
}

FigureText rateText(double requestsPerSecond)
{
    if (!isStated(requestsPerSecond))
        return {QStringLiteral("–"), QString()};
    return {grouped(requestsPerSecond, decimalsOfRate(requestsPerSecond)), FigureWording::tr("per s")};
}

QString sampleMark(double fraction, quint32 count)
{
    return isUnderSampled(fraction, count) ? QStringLiteral("*") : QString();
}

QString sampleMarkText(double largestFraction, quint32 count)
{
    if (count == 0 || !isUnderSampled(largestFraction, count))
        return {};
    const auto least = [](double fraction) { return grouped(leastCountFor(fraction), 0); };
    return FigureWording::tr("* too few requests for this percentile: p50 needs %1, p95 %2, p99 %3, p99.9 %4.")
        .arg(least(0.5), least(0.95), least(0.99), least(0.999));
}

FigureText threeTimesText(qint64 shortestNs, qint64 middleNs, qint64 longestNs, const std::array<QString, 3> &marks)
{
    qint64 shortest = std::max({shortestNs, middleNs, longestNs});
    const qint64 longest = shortest;
    for (const qint64 time : {shortestNs, middleNs, longestNs})
        shortest = time == unstatedNs ? shortest : std::min(shortest, time);
    if (longest == unstatedNs)
        return {QStringLiteral("–"), QString()};
    const TimeUnit unit = unitOf(longest, shortest);
    const auto text = [&unit](qint64 time, const QString &mark) {
        return time == unstatedNs ? QStringLiteral("–")
                                  : threeFigures(static_cast<double>(time) / unit.nanoseconds) + mark;
    };
    return {QStringLiteral("%1 · %2 · %3")
                .arg(text(shortestNs, marks[0]), text(middleNs, marks[1]), text(longestNs, marks[2])),
            unit.name};
}

FigureText timeText(qint64 nanoseconds)
{
    const TimeUnit unit = unitOf(nanoseconds, nanoseconds);
    return {threeFigures(static_cast<double>(nanoseconds) / unit.nanoseconds), unit.name};
}

FigureText percentileText(qint64 nanoseconds, double fraction, quint32 count)
{
    FigureText text = timeText(nanoseconds);
    text.value += sampleMark(fraction, count);
    return text;
}

FigureText latencyText(const RunFigures &figures)
{
    if (figures.latencyCount == 0)
        return {QStringLiteral("–"), QString()};
    const quint32 count = figures.latencyCount;
    return threeTimesText(figures.p50Ns, figures.p95Ns, figures.maxNs,
                          {sampleMark(0.5, count), sampleMark(0.95, count), QString()});
}

QString failedShareText(const RunFigures &figures)
{
    if (figures.failed == 0)
        return {};
    const double percent = 100.0 * figures.failed / (figures.done + double(figures.failed));
    return FigureWording::tr("%1 %").arg(grouped(percent, percent < 0.995 ? 2 : percent < 9.95 ? 1 : 0));
}

} // namespace fiftyfold
