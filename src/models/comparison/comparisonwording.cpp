// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/comparisonwording.h"

#include "core/plan/practicequery.h"
#include "core/run/costwording.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"

#include <QCoreApplication>
#include <QStringList>

#include <chrono>
#include <cmath>

namespace fiftyfold {

namespace {

struct ComparisonWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::Comparison)
};

QString number(double value, int decimals)
{
    return numberLocale().toString(value, 'f', decimals);
}

QString number(quint64 value)
{
    return numberLocale().toString(value);
}

/// A round number as people write it: "100 ms", "1.5 s".
QString plainDuration(std::chrono::nanoseconds duration)
{
    const double ms = static_cast<double>(duration.count()) / 1e6;
    return ms < 1'000 ? ComparisonWords::tr("%1 ms").arg(numberLocale().toString(ms, 'g', 6))
                      : ComparisonWords::tr("%1 s").arg(numberLocale().toString(ms / 1e3, 'g', 6));
}

QString targetText(const RunPlan &plan)
{
    if (!plan.isPractice())
        return plan.url.host();
    const PracticeDelay delay = practiceDelay(plan.url).value_or(PracticeDelay());
    if (delay.latency.count() == 0 && delay.jitter.count() == 0)
        return ComparisonWords::tr("practice server");
    const QString latency = plainDuration(delay.latency);
    if (delay.isMean)
        return ComparisonWords::tr("practice server, %1 on average").arg(latency);
    return delay.jitter.count() > 0
               ? ComparisonWords::tr("practice server, %1 ± %2").arg(latency, plainDuration(delay.jitter))
               : ComparisonWords::tr("practice server, %1").arg(latency);
}

qint64 turnsOf(const RunPlan &plan)
{
    const qint64 atOnce = qMax(1U, plan.concurrentAtOnce());
    return (qint64(plan.requests) + atOnce - 1) / atOnce;
}

/// What the whiskers or bands are, as far as it is true of all lines that have any.
QString intervalsText(int roundsWanted, std::optional<int> fewestRounds, bool isBands)
{
    if (fewestRounds == 0)
        return {};
    const int fewest = fewestRounds.value_or(roundsWanted);
    constexpr auto enough = int(roundsOfAnInterval);
    if (fewest >= enough)
        return isBands ? ComparisonWords::tr("bands: 95\u00a0% bootstrap interval of the median")
                       : ComparisonWords::tr("whiskers: 95\u00a0% bootstrap interval of the median");
    if (roundsWanted >= enough)
        return (isBands ? ComparisonWords::tr("bands: from the least to the most of fewer than %1 rounds")
                        : ComparisonWords::tr("whiskers: from the fastest to the slowest of fewer than %1 rounds"))
            .arg(enough);
    if (roundsWanted <= 1)
        return {};
    return isBands ? ComparisonWords::tr("bands: from the least to the most of the rounds")
                   : ComparisonWords::tr("whiskers: from the fastest to the slowest round");
}

} // namespace

QString comparisonTimeText(double ms)
{
    const double seconds = ms / 1e3;
    const int decimals = seconds >= 1'000 ? 0 : seconds >= 100 ? 1 : seconds >= 0.0995 ? 3 : seconds >= 0.00995 ? 4 : 5;
    return ComparisonWords::tr("%1 s").arg(number(seconds, decimals));
}

QString comparisonRatioText(const Estimate &ratio)
{
    return ComparisonWords::tr("%1 ×").arg(number(ratio.value, decimalsOf(ratio)));
}

QString comparisonIntervalText(const Estimate &ratio)
{
    const auto [low, high] = ratioEnds(ratio, numberLocale());
    return QStringLiteral("(%1–%2)").arg(low, high);
}

QString comparisonCostText(const EntryFigures &figures, const QString &baseline)
{
    const CostFigures &cost = *figures.cost;
    QStringList parts{ComparisonWords::tr("%1 of processor a request").arg(processorTimeForPeople(cost.cpuUs.value))};
    if (cost.rounds >= 2)
        parts.append(ComparisonWords::tr("between %1 and %2")
                         .arg(processorTimeForPeople(cost.cpuUs.low), processorTimeForPeople(cost.cpuUs.high)));
    if (cost.cpuRatio)
        parts.append(ComparisonWords::tr("%1 times that of %2") // in words: it is heard as well
                         .arg(number(cost.cpuRatio->value, decimalsOf(*cost.cpuRatio)), baseline) +
                     (cost.cpuPairs >= 2 ? QLatin1Char(' ') + comparisonIntervalText(*cost.cpuRatio) : QString()));
    parts.append(ComparisonWords::tr("%1 switches a request").arg(switchesForPeople(cost.contextSwitches.value)));
    parts.append(ComparisonWords::tr("%1 of memory").arg(sizeForPeople(std::llround(cost.peakMemoryBytes.value))));
    parts.append(ComparisonWords::tr("threads: %1").arg(number(quint64(cost.threads))));
    parts.append(ComparisonWords::tr("processes: %1").arg(number(quint64(cost.processes))));
    return parts.join(QLatin1String(", "));
}

QString comparisonSentence(const RunPlan &plan, int roundsWanted, std::optional<int> fewestRounds,
                           const QList<const Factor *> &varied, IntervalMark mark)
{
    QStringList parts;
    const QString requests = plan.requests == 1
                                 ? ComparisonWords::tr("1 request")
                                 : ComparisonWords::tr("%1 requests").arg(number(quint64(plan.requests)));
    const quint32 atOnce = plan.concurrentAtOnce();
    const bool isOneAtOnce = atOnce < plan.requests && !isVaried(varied, "at-once");
    parts.append(isOneAtOnce ? ComparisonWords::tr("%1, %2 at once").arg(requests, number(quint64(atOnce))) : requests);
    if (plan.isOpen() && !isVaried(varied, "rate"))
        parts.append(ComparisonWords::tr("due at %1").arg(rateToText(plan.rate)));
    if (!isVaried(varied, "url"))
        parts.append(targetText(plan));
    if (plan.insecure)
        parts.append(ComparisonWords::tr("certificates not verified"));
    if (roundsWanted == 1)
        parts.append(ComparisonWords::tr("1 round"));
    else
        parts.append(ComparisonWords::tr("%1 rounds, taken in turn A B C … C B A").arg(roundsWanted));
    const QString intervals = intervalsText(roundsWanted, fewestRounds, mark == IntervalMark::Bands);
    if (!intervals.isEmpty())
        parts.append(intervals);
    return parts.join(QStringLiteral(" · "));
}

QString comparisonFloorText(const RunPlan &plan, double floorMs)
{
    const qint64 turns = turnsOf(plan);
    return turns == 1 ? ComparisonWords::tr("floor: %1, the server’s own delay").arg(comparisonTimeText(floorMs))
                      : ComparisonWords::tr("floor: %1, the server’s own delay %2 times over")
                            .arg(comparisonTimeText(floorMs), number(quint64(turns)));
}

QString comparisonProgressText(int runsDone, int runsInAll, std::optional<qint64> remainingMs)
{
    const int current = qMin(runsDone + 1, runsInAll);
    QString runs = ComparisonWords::tr("run %1 of %2").arg(current).arg(runsInAll);
    if (!remainingMs)
        return runs;
    const qint64 seconds = (qMax<qint64>(0, *remainingMs) + 999) / 1'000;
    if (seconds < 2)
        return ComparisonWords::tr("%1 · almost done").arg(runs);
    const QString left = seconds < 120 ? ComparisonWords::tr("%1 s").arg(seconds)
                                       : ComparisonWords::tr("%1 min").arg((seconds + 30) / 60);
    return ComparisonWords::tr("%1 · about %2 left").arg(runs, left);
}

quint64 comparisonRequests(quint32 requests, int entries, int rounds)
{
    return quint64(requests) * quint64(qMax(0, entries)) * quint64(qMax(0, rounds) + 1);
}

} // namespace fiftyfold
