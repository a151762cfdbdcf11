// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/comparelineup.h"

#include <algorithm>

namespace fiftyfold {

namespace {

const QString sequential = QStringLiteral("sequential");

QStringList wantedNames(const CompareOptions &options, const QList<StrategyInfo> &catalogue)
{
    QStringList names = options.strategies;
    if (names.isEmpty())
        names = {sequential, QStringLiteral("async")};
    if (names.first() == QLatin1String("all")) {
        names.clear();
        for (const StrategyInfo &info : catalogue)
            names.append(info.name);
    }
    for (const NamedRunner &runner : options.runners) {
        if (!names.contains(runner.name))
            names.append(runner.name);
    }
    return names;
}

/// What stands in the way of one strategy keeps only that one out.
void settleEntry(ComparisonEntry &entry)
{
    const QList<PlanProblem> problems = problemsOf(entry.plan);
    if (entry.unavailable.isEmpty() && !problems.isEmpty())
        entry.unavailable = problems.first().message;
}

/// "async", then "async (2)", …
void makeNamesUnique(QList<ComparisonEntry> &entries)
{
    QStringList taken;
    for (ComparisonEntry &entry : entries) {
        const qsizetype count = taken.count(entry.name);
        taken.append(entry.name);
        if (count == 0)
            continue;
        const QString suffix = QStringLiteral(" (%1)").arg(count + 1);
        entry.name += suffix;
        entry.label += suffix;
    }
}

qsizetype indexOfName(const QList<ComparisonEntry> &entries, const QString &name)
{
    const auto found = std::find_if(entries.cbegin(), entries.cend(),
                                    [&name](const ComparisonEntry &entry) { return entry.name == name; });
    return found == entries.cend() ? -1 : found - entries.cbegin();
}

qsizetype usualBaseline(const QList<ComparisonEntry> &entries)
{
    const qsizetype first = indexOfName(entries, sequential);
    if (first >= 0 && entries.at(first).unavailable.isEmpty())
        return first;
    const auto found = std::find_if(entries.cbegin(), entries.cend(),
                                    [](const ComparisonEntry &entry) { return entry.unavailable.isEmpty(); });
    return found == entries.cend() ? 0 : found - entries.cbegin();
}

QString namesText(const QList<ComparisonEntry> &entries)
{
    QStringList names;
    for (const ComparisonEntry &entry : entries)
        names.append(entry.name);
    return names.join(QLatin1String(", "));
}

} // namespace

int CompareLineup::availableCount() const
{
    return static_cast<int>(std::count_if(entries.cbegin(), entries.cend(),
                                          [](const ComparisonEntry &entry) { return entry.unavailable.isEmpty(); }));
}

CompareLineup lineupOf(const CompareOptions &options, const QList<StrategyInfo> &catalogue)
{
    CompareLineup lineup;
    QStringList known;
    for (const StrategyInfo &info : catalogue)
        known.append(info.name);
    for (const NamedRunner &runner : options.runners) {
        if (known.contains(runner.name)) {
            lineup.problem =
                QStringLiteral("--runner takes 'NAME=COMMAND' with a name of its own; \"%1\" is one of the "
                               "strategies.")
                    .arg(runner.name);
            return lineup;
        }
    }
    lineup.isEveryOne = options.strategies.value(0) == QLatin1String("all");
    for (const QString &name : wantedNames(options, catalogue)) {
        const auto runner = std::find_if(options.runners.cbegin(), options.runners.cend(),
                                         [&name](const NamedRunner &one) { return one.name == name; });
        const qsizetype place = known.indexOf(name);
        if (runner == options.runners.cend() && place < 0) {
            lineup.problem = QStringLiteral("--strategies takes all, or some of %1; got \"%2\".")
                                 .arg(known.join(QLatin1String(", ")), name);
            return lineup;
        }
        lineup.entries.append(runner != options.runners.cend()
                                  ? ownRunnerEntry(runner->name, runner->command, options.run.plan)
                                  : comparisonEntry(catalogue.at(place), options.run.plan));
        settleEntry(lineup.entries.last());
    }
    makeNamesUnique(lineup.entries);
    if (options.baseline.isEmpty()) {
        lineup.baseline = usualBaseline(lineup.entries);
    } else {
        lineup.baseline = indexOfName(lineup.entries, options.baseline);
        if (lineup.baseline < 0)
            lineup.problem = QStringLiteral("--baseline takes one of those that are compared, %1; got \"%2\".")
                                 .arg(namesText(lineup.entries), options.baseline);
    }
    return lineup;
}

} // namespace fiftyfold
