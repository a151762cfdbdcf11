// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparedentries.h"

#include "core/comparison/comparedpage.h"
#include "core/comparison/runbatches.h"
#include "core/comparison/runobstacles.h"
#include "core/comparison/variation.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr double nsOfMs = 1e6;

struct EntriesWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RunComparison)
};

const MeasuredEntry *entryNamed(const ComparisonRecord &record, const QString &name)
{
    const auto found = std::find_if(record.entries.begin(), record.entries.end(),
                                    [&name](const MeasuredEntry &entry) { return entry.name == name; });
    return found == record.entries.end() ? nullptr : &*found;
}

QString factorsOf(const ComparisonRecord &record)
{
    QStringList names;
    for (const Factor *factor :
         record.entries.empty() ? QList<const Factor *>() : variedFactors(record.entries.front()))
        names.append(factor->nameText());
    return names.join(QLatin1String(", "));
}

std::optional<double> medianNs(const std::vector<double> &timesMs)
{
    return timesMs.empty() ? std::nullopt : std::optional(medianOf(timesMs).value * nsOfMs);
}

/// Rounds know nothing of each other, so each is worth one.
RunBatches roundsAsBatches(std::vector<double> timesMs)
{
    std::erase_if(timesMs, [](double ms) { return !(ms > 0); }); // which has no ratio; no run of ours has it
    const auto worth = static_cast<double>(timesMs.size());
    return {std::move(timesMs), worth};
}

ComparedEntry comparedEntry(const QString &name, const ToldComparison &baseline, const ToldComparison &run)
{
    const MeasuredEntry *one = entryNamed(baseline.record, name);
    const MeasuredEntry *other = entryNamed(run.record, name);
    const std::vector<double> oneMs = one ? one->wholeMs() : std::vector<double>();
    const std::vector<double> otherMs = other ? other->wholeMs() : std::vector<double>();
    ComparedEntry entry;
    entry.name = name;
    entry.kind = (one ? one : other)->plan.isOpen() ? ComparedFigureKind::Mean : ComparedFigureKind::Elapsed;
    entry.baseline = medianNs(oneMs);
    entry.run = medianNs(otherMs);
    if (!one || !other) {
        entry.reason =
            one ? EntriesWords::tr("the run does not have it") : EntriesWords::tr("the baseline does not have it");
        return entry;
    }
    if (entry.baseline && entry.run) {
        const RunBatches oneBatches = roundsAsBatches(oneMs);
        const RunBatches otherBatches = roundsAsBatches(otherMs);
        if (!oneBatches.values.empty() && !otherBatches.values.empty()) {
            const RatioOfRuns ratio = ratioOf(oneBatches, otherBatches);
            entry.ratio = ratio.ratio;
            entry.hasInterval = ratio.hasInterval;
        }
    }
    const QString otherPage = pageDifference(pageOf(*one), pageOf(*other), AnswerWords::OfTheWindow);
    if (!entry.hasInterval)
        entry.reason = EntriesWords::tr("%1 and %2 whole rounds are too few for an interval: four of each are enough")
                           .arg(oneMs.size())
                           .arg(otherMs.size());
    else if (!otherPage.isEmpty())
        entry.reason = EntriesWords::tr("another page: %1").arg(otherPage);
    if (entry.reason.isEmpty())
        entry.verdict = verdictOf(entry);
    return entry;
}

bool hasAny(const std::vector<ComparedEntry> &entries, Verdict verdict)
{
    return std::any_of(entries.begin(), entries.end(),
                       [verdict](const ComparedEntry &entry) { return entry.verdict == verdict; });
}

} // namespace

ComparedEntries compareEntries(const ToldComparison &baseline, const ToldComparison &run)
{
    ComparedEntries compared;
    compared.obstacles = obstaclesBetween(
        {baseline.plan, baseline.record.environment.value_or(Environment()), baseline.record.version,
         factorsOf(baseline.record)},
        {run.plan, run.record.environment.value_or(Environment()), run.record.version, factorsOf(run.record)});
    for (const MeasuredEntry &entry : baseline.record.entries)
        compared.entries.push_back(comparedEntry(entry.name, baseline, run));
    for (const MeasuredEntry &entry : run.record.entries) {
        if (!entryNamed(baseline.record, entry.name))
            compared.entries.push_back(comparedEntry(entry.name, baseline, run));
    }
    const auto add = [&compared](const char *key, const QString &text) {
        compared.obstacles.push_back({QLatin1String(key), text, {}, {}});
    };
    if (disturbedRounds(baseline.record) > 0)
        add("disturbed", EntriesWords::tr("%1 stood still for a while").arg(EntriesWords::tr("the baseline")));
    if (disturbedRounds(run.record) > 0)
        add("disturbed", EntriesWords::tr("%1 stood still for a while").arg(EntriesWords::tr("the run")));
    const bool isNone = std::all_of(compared.entries.begin(), compared.entries.end(),
                                    [](const ComparedEntry &entry) { return !entry.reason.isEmpty(); });
    if (isNone && compared.entries.empty())
        add("entries", EntriesWords::tr("no entry of one can be held against one of the other"));
    else if (isNone)
        add("entries", EntriesWords::tr("no entry of one can be held against one of the other (%1: %2)")
                           .arg(compared.entries.front().name, compared.entries.front().reason));
    compared.verdict = !compared.obstacles.empty()                 ? Verdict::NotComparable
                       : hasAny(compared.entries, Verdict::Slower) ? Verdict::Slower
                       : hasAny(compared.entries, Verdict::Faster) ? Verdict::Faster
                                                                   : Verdict::NoDifference;
    return compared;
}

} // namespace fiftyfold
