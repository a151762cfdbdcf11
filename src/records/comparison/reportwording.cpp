// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/comparison/reportwording.h"

#include "core/comparison/comparedpage.h"
#include "core/comparison/variation.h"
#include "core/run/costwording.h"
#include "core/text/quantities.h"
#include "records/base/machinetext.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

QString counted(qint64 number, const char *noun)
{
    return QStringLiteral("%1 %2%3").arg(recordLocale().toString(number), QLatin1String(noun),
                                         number == 1 ? QLatin1String("") : QLatin1String("s"));
}

QString milliseconds(double value)
{
    return durationForPeople(std::llround(value * 1e6), recordLocale());
}

QString endsOf(const Estimate &ratio)
{
    const auto [low, high] = ratioEnds(ratio, recordLocale());
    return QStringLiteral("%1 to %2").arg(low, high);
}

/// Of those that have more than one request at a time: they share what all have in common.
QString floorRemark(const ComparisonReport &report)
{
    const QList<const Factor *> varied = report.factors();
    if (isVaried(varied, "url") || isVaried(varied, "at-once") || report.isOfResponses())
        return {}; // each has its own
    for (const ReportedEntry &entry : report.entries) {
        const quint32 atOnce = entry.plan.effectiveAtOnce();
        if (!entry.floor || atOnce < 2)
            continue;
        return QStringLiteral(
                   "Floor: %1. That is the server's own delay on the slowest of %2 lanes: no strategy with %2 "
                   "at once can be faster.")
            .arg(durationForPeople(entry.floor->count(), recordLocale()))
            .arg(atOnce);
    }
    return {};
}

/// Of the entries that have any and were not left out, or if all were, of these; 0 where none has.
quint32 fewestRounds(const ComparisonReport &report)
{
    quint32 fewest = 0;
    quint32 fewestOfLeftOut = 0;
    for (const ReportedEntry &entry : report.entries) {
        quint32 &least = entry.problem.isEmpty() ? fewest : fewestOfLeftOut;
        if (entry.wholeRounds > 0)
            least = least == 0 ? entry.wholeRounds : std::min(least, entry.wholeRounds);
    }
    return fewest > 0 ? fewest : fewestOfLeftOut;
}

bool isOfFewRounds(const ComparisonReport &report)
{
    return fewestRounds(report) < roundsOfAnInterval;
}

QString intervalRemark(const ComparisonReport &report)
{
    const quint32 fewest = fewestRounds(report);
    if (fewest == 1)
        return QStringLiteral("One round has no interval: nothing can be said of differences. Take %1 or more.")
            .arg(roundsOfAnInterval);
    if (fewest == 0 || fewest >= roundsOfAnInterval)
        return {};
    const double share = 100 * (1 - std::pow(0.5, fewest - 1));
    return QStringLiteral(
               "With %1 rounds there is no 95 % interval: that of a median is from the fastest round to the slowest, "
               "which holds the true median in %2 of 100 cases; those of ratios are drawn out for it. Take %3 or more.")
        .arg(fewest)
        .arg(std::lround(share))
        .arg(roundsOfAnInterval);
}

QString rateRemark(const SweepCurve &curve)
{
    return QStringLiteral("Bound: the rate that was asked for. ") +
           (curve.isNoneReached ? QStringLiteral("None of the rates was reached.")
            : curve.knee        ? QStringLiteral("Highest rate that was reached: %1.").arg(curve.lastThatPays().text)
                                : QStringLiteral("All rates were reached."));
}

quint32 disturbedRounds(const ComparisonReport &report)
{
    quint32 count = 0;
    for (const ReportedEntry &entry : report.entries)
        count += entry.disturbedRounds();
    return count;
}

} // namespace

QString ratioForPeople(const Estimate &ratio)
{
    return QLocale::c().toString(ratio.value, 'f', decimalsOf(ratio)) + QStringLiteral(" ×");
}

QString medianIntervalHeading(const ComparisonReport &report)
{
    return isOfFewRounds(report) ? QStringLiteral("fastest to slowest") : QStringLiteral("95 % bootstrap");
}

QString ratioIntervalHeading(const ComparisonReport &report)
{
    return isOfFewRounds(report) ? QStringLiteral("interval") : QStringLiteral("95 % interval");
}

QString medianInterval(const ComparisonReport &report, const ReportedEntry &entry)
{
    const bool isUnlikeTheOthers =
        entry.wholeRounds < roundsOfAnInterval && fewestRounds(report) >= roundsOfAnInterval; // it was left out early
    if (!entry.median || entry.wholeRounds < 2 || isUnlikeTheOthers)
        return {};
    return QStringLiteral("%1 to %2").arg(milliseconds(entry.median->low), milliseconds(entry.median->high));
}

QString ratioInterval(const ReportedEntry &entry)
{
    return entry.hasRatioInterval() ? endsOf(*entry.ratio) : QString();
}

QString nameHeading(const ComparisonReport &report)
{
    QStringList names;
    for (const Factor *factor : report.factors())
        names.append(factor->nameText());
    return names.isEmpty() ? QStringLiteral("strategy") : names.join(QLatin1String(", "));
}

QString medianHeading(const ComparisonReport &report)
{
    return report.isOfResponses() ? QStringLiteral("mean response") : QStringLiteral("median");
}

QString requestForPeople(const ComparisonReport &report, const QString &url)
{
    const auto urls = [&report] {
        QStringList texts;
        for (const ReportedEntry &entry : report.entries)
            texts.append(QString::fromUtf8(entry.plan.url.text()));
        texts.removeDuplicates();
        return texts.size() == 1 ? QStringLiteral("1 URL against itself") : counted(texts.size(), "URL");
    };
    return QString::fromLatin1(report.plan.method) + QLatin1Char(' ') +
           (isVaried(report.factors(), "url") ? urls() : url);
}

QStringList sweepHeadings(const ComparisonReport &report, const SweepCurve &curve)
{
    return {curve.name.isEmpty() ? report.sweep->factor->nameText()
                                 : curve.name + QLatin1String(", ") + report.sweep->factor->nameText(),
            QStringLiteral("throughput"),
            medianIntervalHeading(report),
            QStringLiteral("of the bound"),
            QStringLiteral("mean response"),
            QStringLiteral("p95"),
            QStringLiteral("processor a request")};
}

QStringList sweepCells(const SweepPoint &point)
{
    const QLocale &locale = recordLocale();
    const QString dash = QStringLiteral("–");
    const auto rate = [&locale](double perSecond) { return throughputForPeople(perSecond, locale); };
    return {point.text,
            rate(point.throughput.value),
            point.rounds < 2 ? QString()
                             : QStringLiteral("%1 to %2").arg(rate(point.throughput.low), rate(point.throughput.high)),
            point.boundPerSecond
                ? QStringLiteral("%1 %").arg(std::lround(100 * point.throughput.value / *point.boundPerSecond))
                : dash,
            point.meanMs ? milliseconds(point.meanMs->value) : dash,
            point.p95Ms ? milliseconds(point.p95Ms->value) : dash,
            point.cost ? processorTimeForPeople(point.cost->cpuUs.value, locale) : dash};
}

QString sweepRemark(const Sweep &sweep, const SweepCurve &curve)
{
    if (isOfRates(sweep))
        return rateRemark(curve);
    QStringList sentences;
    if (const std::optional<double> bound = curve.boundMs())
        sentences.append((curve.laneMs ? QStringLiteral("Bound: at once ÷ %1, the shortest mean time of a request with "
                                                        "its steps (Little's law).")
                                       : QStringLiteral("Bound: at once ÷ %1, the shortest mean response (Little's "
                                                        "law)."))
                             .arg(milliseconds(*bound)));
    if (curve.knee)
        sentences.append((curve.isKneeUnsure
                              ? QStringLiteral("Knee: %1, as far as the rounds tell; they are too few or too noisy to "
                                               "say whether more gains.")
                              : QStringLiteral("Knee: %1; no greater value gains 5 % of throughput."))
                             .arg(curve.points[*curve.knee].text));
    if (curve.enoughAtOnce)
        sentences.append(
            QStringLiteral("If no request ever waited for another, %2 at once would do for the most, %1; the knee is "
                           "of the values that were tried.")
                .arg(throughputForPeople(curve.mostPerSecond, recordLocale()),
                     recordLocale().toString(*curve.enoughAtOnce, 'f', *curve.enoughAtOnce < 9.95 ? 1 : 0)));
    if (!curve.knee && curve.points.size() > 1)
        sentences.append(QStringLiteral("No knee up to %1: throughput gained 5 % or more to the last.")
                             .arg(curve.points.back().text));
    return sentences.join(QLatin1Char(' '));
}

QStringList costHeadings(const ComparisonReport &report)
{
    const bool isMeasured = std::any_of(report.entries.begin(), report.entries.end(),
                                        [](const ReportedEntry &entry) { return entry.cost.has_value(); });
    if (!isMeasured)
        return {};
    const QString baseline = report.entries[static_cast<std::size_t>(report.baseline)].name;
    const QString interval = isOfFewRounds(report) ? QStringLiteral("least to most") : medianIntervalHeading(report);
    return {nameHeading(report),
            QStringLiteral("processor a request"),
            interval,
            QStringLiteral("times that of ") + baseline,
            ratioIntervalHeading(report),
            QStringLiteral("peak memory"),
            interval,
            QStringLiteral("threads"),
            QStringLiteral("processes"),
            QStringLiteral("switches a request"),
            interval};
}

QStringList costCells(const ReportedEntry &entry)
{
    if (!entry.cost)
        return {};
    const CostFigures &cost = *entry.cost;
    const QLocale &locale = recordLocale();
    const auto processor = [&locale](double microseconds) { return processorTimeForPeople(microseconds, locale); };
    const auto memory = [&locale](double bytes) { return sizeForPeople(std::llround(bytes), locale); };
    const auto switches = [&locale](double count) { return switchesForPeople(count, locale); };
    const auto interval = [&cost](const Estimate &estimate, const auto &worded) {
        return cost.rounds < 2 ? QString()
                               : QStringLiteral("%1 to %2").arg(worded(estimate.low), worded(estimate.high));
    };
    QString ratio;
    QString ends;
    if (cost.cpuRatio) {
        ratio = ratioForPeople(*cost.cpuRatio);
        if (cost.cpuPairs >= 2)
            ends = endsOf(*cost.cpuRatio);
    }
    return {entry.name,
            processor(cost.cpuUs.value),
            interval(cost.cpuUs, processor),
            ratio,
            ends,
            memory(cost.peakMemoryBytes.value),
            interval(cost.peakMemoryBytes, memory),
            QString::number(cost.threads),
            QString::number(cost.processes),
            switches(cost.contextSwitches.value),
            interval(cost.contextSwitches, switches)};
}

QString shortfallOf(const ReportedEntry &entry)
{
    if (!entry.unavailable.isEmpty())
        return QStringLiteral("not here: ") + entry.unavailable;
    if (entry.problem.isEmpty())
        return {};
    return (entry.wholeRounds > 0 ? QStringLiteral("left out after %1: ").arg(counted(entry.wholeRounds, "round"))
                                  : QStringLiteral("left out: ")) +
           entry.problem;
}

QString loadForPeople(const ComparisonReport &report)
{
    const RunPlan &plan = report.plan;
    const QList<const Factor *> varied = report.factors();
    QString load = counted(plan.requests, "request");
    if (plan.isOpen() && !isVaried(varied, "rate"))
        load += QStringLiteral(" due at %1").arg(rateToText(plan.rate));
    if (!isVaried(varied, "at-once"))
        load += QStringLiteral(", %1 at once").arg(plan.concurrentAtOnce());
    return QStringLiteral("%1, %2 in turn after a warm-up of each%3")
        .arg(load, counted(report.roundsWanted, "round"),
             plan.insecure ? QStringLiteral(", certificates not verified") : QString());
}

QString sameForAllText(const ComparisonReport &report)
{
    const bool hasExternal = std::any_of(report.entries.begin(), report.entries.end(), [](const ReportedEntry &entry) {
        return entry.isExternal() && entry.unavailable.isEmpty();
    });
    return QStringLiteral("Same for all: %1.")
        .arg(sameForAll(report.plan, hasExternal, report.factors(), observedFactsOf(report.entries))
                 .join(QLatin1String(", ")));
}

QString machineForPeople(const ComparisonReport &report)
{
    return machineText(report.startedAt, report.environment, report.version);
}

QStringList remarksOn(const ComparisonReport &report)
{
    QStringList remarks = report.allNotices();
    const auto add = [&remarks](const QString &remark) {
        if (!remark.isEmpty())
            remarks.append(remark);
    };
    add(floorRemark(report));
    add(intervalRemark(report));
    const ObservedFacts seen = observedFactsOf(report.entries);
    for (const QString &difference : seen.differences)
        add(QStringLiteral("Not the same for all, as seen: %1.").arg(difference));
    for (const QString &untold : seen.untold)
        add(QStringLiteral("Not seen of all: %1.").arg(untold));
    if (report.preset == QLatin1String("article"))
        add(QStringLiteral(
            "Reported in 2018 in the article, with Python, against google.com/robots.txt, and not measured "
            "here: 17 s one request at a time, 0.53 s with asyncio, 32 times as fast."));
    if (report.isStopped)
        add(QStringLiteral("It was stopped before its end, after %1 of %2 runs.")
                .arg(report.runsDone)
                .arg(report.runsInAll));
    if (const quint32 disturbed = disturbedRounds(report); disturbed > 0)
        add(QStringLiteral("The program stood still for a while in %1: do not trust these figures, run it again.")
                .arg(counted(disturbed, "round")));
    return remarks;
}

} // namespace fiftyfold
