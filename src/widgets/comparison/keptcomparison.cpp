// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/keptcomparison.h"

#include "models/base/windowwording.h"
#include "widgets/comparison/comparisoncolours.h"

#include <QCoreApplication>

#include <algorithm>

namespace fiftyfold {

namespace {

struct KeptWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::KeptComparison)
};

const QString strategyFactor = QStringLiteral("strategy");

QStringList strategiesIn(const ComparisonReport &report)
{
    QStringList names;
    for (const ReportedEntry &entry : report.entries)
        names.append(entry.plan.strategy);
    names.removeDuplicates();
    return names;
}

/// As `--vary` takes them behind the =.
QString valuesIn(const ComparisonReport &report, const Factor &factor)
{
    QStringList texts;
    for (const ReportedEntry &entry : report.entries) {
        for (const FactorValue &value : entry.values) {
            if (value.factor == factor.nameText())
                texts.append(value.text);
        }
    }
    if (report.factors().size() > 1) // each stands with each of the other's; alone it may be held against itself
        texts.removeDuplicates();
    if (factor.separator == '|') { // the name of the header stands once
        for (qsizetype i = 1; i < texts.size(); ++i)
            texts[i] = texts.at(i).section(QLatin1String(": "), 1);
        return texts.join(QLatin1Char('|'));
    }
    return texts.join(QLatin1String(", "));
}

/// As the window has those that it has not chosen itself.
ComparisonLine lineOfKept(const ReportedEntry &entry, std::size_t place, bool isOfStrategies)
{
    ComparisonLine line;
    line.entry = entry;
    line.subject.name = entry.name;
    line.subject.label = entry.label;
    line.subject.colourName = isOfStrategies ? entry.plan.strategy : comparisonSpareName(place);
    return line;
}

} // namespace

ComparisonChoice choiceOf(const ComparisonReport &report, const QList<StrategyInfo> &catalogue)
{
    ComparisonChoice choice;
    choice.isOfKept = true;
    choice.isArticle = report.preset == QLatin1String("article");
    choice.rounds = std::clamp(report.roundsWanted, 1, comparisonRoundsLimit);
    choice.baseline = choice.articleBaseline = report.entries[static_cast<std::size_t>(report.baseline)].name;
    const QStringList strategies = strategiesIn(report);
    for (const StrategyInfo &info : catalogue) {
        if (!strategies.contains(info.name))
            choice.leftOut.append(info.name);
    }
    for (const Factor *factor : report.factors()) {
        if (factor->nameText() == strategyFactor)
            continue;
        choice.varied = factor->nameText();
        choice.variedValues = valuesIn(report, *factor);
    }
    return choice;
}

KeptLines keptLines(const ComparisonReport &report, const QList<StrategyInfo> &catalogue)
{
    RunPlan plan = report.plan;
    plan.strategy = report.entries.front().plan.strategy;
    const ComparisonChoice choice = choiceOf(report, catalogue);
    const QList<ComparisonLine> chosen = comparisonLines(catalogue, choice, comparisonPlan(choice, plan));
    KeptLines kept;
    kept.isAgain = std::size_t(chosen.size()) == report.entries.size();
    const bool isOfStrategies = strategiesIn(report).size() > 1 || report.factors().isEmpty();
    for (const ReportedEntry &entry : report.entries) {
        ComparisonLine line = lineOfKept(entry, std::size_t(kept.lines.size()), isOfStrategies);
        const auto same = std::find_if(chosen.cbegin(), chosen.cend(),
                                       [&entry](const ComparisonLine &one) { return one.entry.name == entry.name; });
        kept.isAgain = kept.isAgain && same != chosen.cend();
        if (same != chosen.cend())
            line.subject = same->subject;
        line.subject.label = entry.label;
        line.subject.unavailable = wordedForWindow(entry.unavailable);
        kept.lines.append(line);
    }
    return kept;
}

QString planLackText(PlanLack lack)
{
    switch (lack) {
    case PlanLack::Nothing:
        break;
    case PlanLack::Secrets:
        return KeptWording::tr("It can't be run again from here: its plan has secrets in it, which are kept nowhere.");
    case PlanLack::Body:
        return KeptWording::tr("It can't be run again from here: of the body that was sent, the size alone is kept.");
    case PlanLack::Files:
        return KeptWording::tr("It can't be run again from here: its requests are in a file, which may be another by "
                               "now. Choose the file under Requests… in the main window.");
    }
    return {};
}

} // namespace fiftyfold
