// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/compareoptiontable.h"

#include "cli/options/runfiles.h"
#include "core/plan/strategytraits.h"

#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace fiftyfold {

namespace {

const QString comparisonGroup = QStringLiteral("Comparison");

/// Of `run`: what compare decides for itself, and what is about one run alone.
bool isOfRunAlone(const CommandOption &option)
{
    static const QStringList names = {
        QStringLiteral("strategy"), QStringLiteral("runner"),   QStringLiteral("keep-files"), QStringLiteral("expect"),
        QStringLiteral("strict"),   QStringLiteral("baseline"), QStringLiteral("duration"),   QStringLiteral("drain")};
    return names.contains(option.names.last()) || isOfRunFiles(option.names.last());
}

Refusal applyStrategies(CompareOptions &options, const QString &value)
{
    QStringList names = value.split(QLatin1Char(','));
    for (QString &name : names)
        name = name.trimmed();
    if (names.contains(QString()))
        return quoted(value);
    if (names.contains(QStringLiteral("all")) && names.size() > 1)
        return quoted(value);
    options.strategies = names;
    return accepted;
}

Refusal applyRounds(CompareOptions &options, const QString &value)
{
    static const QRegularExpression digits(QStringLiteral("^[0-9]{1,6}$"));
    const quint32 rounds = value.toUInt();
    if (!digits.match(value).hasMatch() || rounds < 1 || rounds > roundsLimit)
        return quoted(value);
    options.rounds = rounds;
    return accepted;
}

Refusal addRunner(CompareOptions &options, const QString &value)
{
    NamedRunner runner;
    if (const Refusal got = readRunner(value, runner))
        return got;
    const bool isTaken = std::any_of(options.runners.cbegin(), options.runners.cend(),
                                     [&runner](const NamedRunner &one) { return one.name == runner.name; });
    if (isTaken)
        return QStringLiteral("the name \"%1\" twice").arg(runner.name);
    options.runners.append(runner);
    return accepted;
}

void addOwnOptions(OptionTable &table, CompareOptions &options)
{
    table.push_back({comparisonGroup,
                     {QStringLiteral("strategies")},
                     QStringLiteral("A,B,..."),
                     QStringLiteral("names separated by commas, or all"),
                     QStringLiteral("What is compared, in this order; one that is given twice is run twice. all: every "
                                    "strategy and runner that can run here. Default: sequential,async."),
                     [&options](RunOptions &, const QString &value) { return applyStrategies(options, value); },
                     Offer::Words,
                     QStringList(QStringLiteral("all")) + strategyNames()});
    table.push_back(
        {comparisonGroup,
         {QStringLiteral("vary")},
         QStringLiteral("FACTOR=V1,V2,..."),
         QStringLiteral("FACTOR=V1,V2,... with one of the factors ") + factorNames().join(QLatin1String(", ")),
         QStringLiteral("What is compared instead: the same with each value of a factor, which is one of ") +
             factorNames().join(QLatin1String(", ")) +
             QStringLiteral("; a number makes a sweep. May be repeated: the same factor gets more values, a "
                            "second one, of which one is a number, makes a family of curves. As "
                            "connections=reused,fresh, header='Accept-Encoding: gzip|br', and URLs one by "
                            "one where they hold commas. Where at-once is varied, the default of "
                            "--requests is ten times the most."),
         [&options](RunOptions &, const QString &value) { return addVariation(options.variations, value); }});
    table.push_back(
        {comparisonGroup,
         {QStringLiteral("rounds")},
         QStringLiteral("N"),
         QStringLiteral("a whole number from 1 to %1").arg(roundsLimit),
         QStringLiteral("Rounds, in turn A B C, C B A, after a warm-up of each. Default: %1; with fewer there "
                        "is no 95 % interval.")
             .arg(roundsOfAnInterval),
         [&options](RunOptions &, const QString &value) { return applyRounds(options, value); }});
    table.push_back({comparisonGroup,
                     {QStringLiteral("baseline")},
                     QStringLiteral("NAME"),
                     QStringLiteral("the name of one that is compared"),
                     QStringLiteral("What the others are held against. Default: sequential where it is among them, "
                                    "otherwise the first. Of what is varied its "
                                    "values: 4, or 'async, 4'."),
                     [&options](RunOptions &, const QString &value) -> Refusal {
                         options.baseline = value.trimmed();
                         return options.baseline.isEmpty() ? Refusal(QStringLiteral("an empty name")) : accepted;
                     },
                     Offer::Words,
                     strategyNames()});
    table.push_back({comparisonGroup,
                     {QStringLiteral("runner")},
                     QStringLiteral("'NAME=COMMAND'"),
                     QStringLiteral("'NAME=COMMAND' with a name of its own"),
                     QStringLiteral("Compare this program too, which speaks fiftyfold.runner/1. May be repeated."),
                     [&options](RunOptions &, const QString &value) { return addRunner(options, value); }});
    table.push_back({comparisonGroup,
                     {QStringLiteral("preset")},
                     QStringLiteral("NAME"),
                     QStringLiteral("article"),
                     QStringLiteral("article: the case that Fiftyfold grew from, 50 requests at 340 ms, sequential "
                                    "against async, 3 rounds; what else is given overrides it."),
                     [&options](RunOptions &, const QString &value) -> Refusal {
                         options.preset = value;
                         return value == QLatin1String("article") ? Refusal(accepted) : quoted(value);
                     },
                     Offer::Words,
                     {QStringLiteral("article")}});
}

/// Where `run` has its files.
void addOutputOptions(OptionTable &table, const QString &group, CompareOptions &options)
{
    const QString file = QStringLiteral("the name of a file, or - for standard output");
    const auto into = [](QString &field) {
        return [&field](RunOptions &, const QString &value) -> Refusal {
            field = value;
            return value.isEmpty() ? Refusal(QStringLiteral("an empty name")) : accepted;
        };
    };
    table.push_back({group,
                     {QStringLiteral("json")},
                     QStringLiteral("FILE"),
                     file,
                     QStringLiteral("Write the comparison (fiftyfold.comparison/1); - is standard output."),
                     into(options.run.jsonFile),
                     Offer::File});
    table.push_back({group,
                     {QStringLiteral("markdown")},
                     QStringLiteral("FILE"),
                     file,
                     QStringLiteral("Write it as a table to be pasted into an issue; - is standard output."),
                     into(options.markdownFile),
                     Offer::File});
    table.push_back({group,
                     {QStringLiteral("html")},
                     QStringLiteral("FILE"),
                     file,
                     QStringLiteral("Write a report with charts, one file for any browser that asks for nothing; - is "
                                    "standard output."),
                     into(options.htmlFile),
                     Offer::File});
}

} // namespace

OptionTable compareOptionTable(CompareOptions &options)
{
    OptionTable table;
    addOwnOptions(table, options);
    for (CommandOption option : runOptionTable()) {
        if (option.names.last() == QLatin1String("json"))
            addOutputOptions(table, option.group, options);
        if (option.names.last() == QLatin1String("rate")) // a comparison has one that stays as it is
            option.help.remove(
                QLatin1String("; a ramp 10/s..500/s over the duration; pieces 0/s..200/s:10s,200/s:30s"));
        if (!isOfRunAlone(option))
            table.push_back(option);
    }
    return table;
}

} // namespace fiftyfold
