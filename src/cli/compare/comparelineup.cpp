// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/comparelineup.h"

#include <algorithm>

namespace fiftyfold {

namespace {

const QString sequential = QStringLiteral("sequential");
const QString async = QStringLiteral("async");

const QString all = QStringLiteral("all");

bool isStrategies(const Variation &variation)
{
    return variation.factor == findFactor(QStringLiteral("strategy"));
}

bool isEveryOneWanted(const CompareOptions &options)
{
    return options.strategies.value(0) == all ||
           std::any_of(options.variations.cbegin(), options.variations.cend(), [](const Variation &variation) {
               return isStrategies(variation) && variation.values.first() == all;
           });
}

QStringList wantedNames(const CompareOptions &options, const QList<StrategyInfo> &catalogue)
{
    QStringList names = options.strategies;
    for (const Variation &variation : options.variations) {
        if (isStrategies(variation))
            names = variation.values;
    }
    if (names.isEmpty())
        names = options.variations.isEmpty() ? QStringList{sequential, async} : QStringList(async);
    if (names.first() == all) {
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

/// Strategies among them, where there are several.
QList<Variation> variationsOf(const CompareOptions &options, const QStringList &names)
{
    QList<Variation> variations = options.variations;
    const auto given = std::find_if(variations.begin(), variations.end(), isStrategies);
    if (given != variations.end())
        given->values = names;
    else if (names.size() > 1)
        variations.prepend({findFactor(QStringLiteral("strategy")), names});
    return variations;
}

/// What stands in the way of one strategy keeps only that one out, and where there is but one, all. Then it is
/// returned.
QString settleEntry(ComparisonEntry &entry, bool isOneOfSeveral)
{
    const QList<PlanProblem> problems = problemsOf(entry.plan);
    const QString problem = problems.isEmpty() ? valueProblem(entry) : problems.first().message;
    if (problem.isEmpty())
        return {};
    if (!isOneOfSeveral)
        return problem;
    if (entry.unavailable.isEmpty())
        entry.unavailable = problem;
    return {};
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

/// Quoted, as those of two factors have commas: "async, 1", "async, 4".
QString namesText(const QList<ComparisonEntry> &entries)
{
    QStringList names;
    for (const ComparisonEntry &entry : entries)
        names.append(quoted(entry.name));
    return names.join(QLatin1String(", "));
}

} // namespace

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
    const QStringList names = wantedNames(options, catalogue);
    const QList<Variation> variations = variationsOf(options, names);
    const bool areStrategiesVaried = std::any_of(variations.cbegin(), variations.cend(), isStrategies);
    lineup.problem = variationsProblem(variations, options.run.plan);
    if (!lineup.problem.isEmpty())
        return lineup;
    lineup.isEveryOne = isEveryOneWanted(options);
    for (const QString &name : names) {
        const auto runner = std::find_if(options.runners.cbegin(), options.runners.cend(),
                                         [&name](const NamedRunner &one) { return one.name == name; });
        const qsizetype place = known.indexOf(name);
        if (runner == options.runners.cend() && place < 0) {
            lineup.problem = QStringLiteral("%1 takes all, or some of %2; got \"%3\".")
                                 .arg(options.strategies.isEmpty() ? QLatin1String("--vary strategy")
                                                                   : QLatin1String("--strategies"),
                                      known.join(QLatin1String(", ")), name);
            return lineup;
        }
        lineup.entries.append(runner != options.runners.cend()
                                  ? ownRunnerEntry(runner->name, runner->command, options.run.plan)
                                  : comparisonEntry(catalogue.at(place), options.run.plan));
    }
    lineup.entries = variedEntries(lineup.entries, variations);
    for (ComparisonEntry &entry : lineup.entries) {
        lineup.problem = settleEntry(entry, areStrategiesVaried || options.variations.isEmpty());
        if (!lineup.problem.isEmpty())
            return lineup;
    }
    if (options.baseline.isEmpty()) {
        lineup.baseline = usualBaseline(lineup.entries);
    } else {
        lineup.baseline = indexOfName(lineup.entries, options.baseline);
        if (lineup.baseline < 0)
            lineup.problem = QStringLiteral("--baseline takes one of those that are compared, %1; got %2.")
                                 .arg(namesText(lineup.entries), quoted(options.baseline));
    }
    return lineup;
}

} // namespace fiftyfold
