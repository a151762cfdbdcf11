// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/comparison/comparisonreport.h"

#include "core/comparison/variation.h"
#include "core/run/serverfloor.h"

#include <algorithm>

namespace fiftyfold {

namespace {

/// What was asked for, as far as the entries were given it: `at once` may have been lowered for all of them.
RunPlan planAsRun(RunPlan plan, const std::vector<MeasuredEntry> &entries)
{
    quint32 atOnce = 0;
    int threads = 0;
    for (const MeasuredEntry &entry : entries) {
        if (!entry.unavailable.isEmpty())
            continue;
        atOnce = std::max(atOnce, entry.plan.effectiveAtOnce());
        threads = std::max(threads, entry.plan.threads);
    }
    plan.strategy = RunPlan().strategy; // so that `at once` is what those have that can have it
    if (atOnce > 0 && atOnce < plan.effectiveAtOnce())
        plan.atOnce = atOnce;
    if (threads > 0)
        plan.threads = std::min(plan.threads, threads);
    return plan;
}

std::vector<const MeasuredEntry *> measuredOf(const ComparisonReport &report)
{
    std::vector<const MeasuredEntry *> measured;
    for (const ReportedEntry &entry : report.entries)
        measured.push_back(&entry);
    return measured;
}

} // namespace

QStringList ComparisonReport::allNotices() const
{
    const QString insecure = insecureRemark(plan);
    return insecure.isEmpty() ? notices : notices + QStringList(insecure);
}

QList<const Factor *> ComparisonReport::factors() const
{
    return entries.empty() ? QList<const Factor *>() : variedFactors(entries.front());
}

bool ComparisonReport::isOfResponses() const
{
    return std::any_of(entries.begin(), entries.end(), [](const ReportedEntry &entry) { return entry.plan.isOpen(); });
}

ComparisonReport reportOf(const ComparisonRecord &record, const RunPlan &plan, qsizetype baseline)
{
    ComparisonReport report;
    report.startedAt = record.startedAt;
    report.plan = planAsRun(plan, record.entries);
    if (!record.entries.empty()) // the same for all, and perhaps the environment's
        report.plan.proxy = record.entries.front().plan.proxy;
    report.environment = record.environment ? *record.environment : currentEnvironment(plan.transport);
    report.version = record.version;
    if (!record.transportLibrary.isEmpty())
        report.environment.transportLibrary = record.transportLibrary;
    report.roundsWanted = record.roundsWanted;
    report.baseline = baseline;
    report.runsDone = record.runsDone;
    report.runsInAll = record.runsInAll;
    report.isStopped = record.isStopped;
    report.notices = record.notices;
    for (const MeasuredEntry &entry : record.entries)
        report.entries.emplace_back(entry);
    fillFigures(report);
    return report;
}

ComparisonRecord recordOf(const ComparisonReport &report)
{
    ComparisonRecord record;
    record.startedAt = report.startedAt;
    record.roundsWanted = report.roundsWanted;
    record.runsDone = report.runsDone;
    record.runsInAll = report.runsInAll;
    record.isStopped = report.isStopped;
    record.hasRun = true;
    record.notices = report.notices;
    record.transportLibrary = report.environment.transportLibrary;
    record.environment = report.environment;
    record.version = report.version;
    for (const ReportedEntry &entry : report.entries)
        record.entries.push_back(entry);
    return record;
}

void fillFigures(ComparisonReport &report)
{
    if (report.entries.empty())
        return;
    const auto baseline = static_cast<std::size_t>(report.baseline);
    const auto timesOf = [](const MeasuredEntry &entry) {
        return MeasuredTimes{entry.wholeMs(), pageOf(entry), entry.wholeCosts()};
    };
    const MeasuredTimes baselineTimes = timesOf(report.entries[baseline]);
    for (std::size_t i = 0; i < report.entries.size(); ++i) {
        ReportedEntry &entry = report.entries[i];
        const MeasuredTimes times = timesOf(entry);
        entry.wholeRounds = static_cast<quint32>(times.elapsedMs.size());
        static_cast<EntryFigures &>(entry) =
            i == baseline ? figuresOfBaseline(baselineTimes) : figuresOf(times, &baselineTimes);
        entry.floor = serverFloorOf(entry.plan, entry.plan.effectiveAtOnce());
        entry.maxInFlight = 0;
        for (const ComparisonRound &round : entry.rounds) {
            if (round.isWhole())
                entry.maxInFlight = std::max(entry.maxInFlight, round.maxInFlight);
        }
    }
    report.sweep = sweepOf(measuredOf(report));
    report.answer = answerOf(report, AnswerWords::English);
}

QStringList answerOf(const ComparisonReport &report, AnswerWords words)
{
    return comparisonAnswer(measuredOf(report), words, static_cast<std::size_t>(report.baseline));
}

} // namespace fiftyfold
