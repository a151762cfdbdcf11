// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonsetup.h"

#include "core/plan/planfields.h"
#include "core/text/redaction.h"
#include "models/base/windowwording.h"
#include "models/run/loadwording.h"
#include "widgets/comparison/comparisoncolours.h"

#include <QCoreApplication>

#include <algorithm>

namespace fiftyfold {

namespace {

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::ComparisonSetup)
};

const QString sequential = QStringLiteral("sequential");
const QString async = QStringLiteral("async");
const QString ownRunner = QStringLiteral("own-runner");

/// "Asynchronous Python", 2018: 50 requests, one after the other and with asyncio.
constexpr double articleSequentialMs = 17'000;
constexpr double articleAsyncMs = 530;

/// Strategies are a second factor beside a number.
bool hasStrategies(const ComparisonChoice &choice)
{
    const Factor *factor = findFactor(choice.varied);
    return choice.isArticle || !factor || factor->isNumber;
}

bool isPartOf(const StrategyInfo &info, const ComparisonChoice &choice, const RunPlan &plan)
{
    if (choice.isArticle)
        return info.name == sequential || info.name == async;
    if (!hasStrategies(choice))
        return info.name == plan.strategy;
    return !choice.leftOut.contains(info.name);
}

ComparisonLine lineOf(const ComparisonEntry &entry)
{
    ComparisonLine line;
    line.entry = entry;
    line.subject.name = entry.name;
    line.subject.label = entry.label;
    line.subject.description = entry.description;
    return line;
}

void settleLine(ComparisonLine &line)
{
    if (line.entry.unavailable.isEmpty()) {
        const QList<PlanProblem> problems = problemsOf(line.entry.plan);
        line.entry.unavailable = problems.isEmpty() ? valueProblem(line.entry) : problems.first().message;
    }
    line.subject.unavailable = wordedForWindow(line.entry.unavailable);
}

/// With each value of what is varied.
QList<ComparisonLine> variedLines(const QList<ComparisonLine> &strategies, const QList<Variation> &variations)
{
    QList<ComparisonLine> lines;
    for (const ComparisonLine &strategy : strategies) {
        const QList<ComparisonEntry> entries = variedEntries({strategy.entry}, variations);
        for (const ComparisonEntry &entry : entries) {
            ComparisonLine line = strategy;
            line.entry = entry;
            line.subject.name = entry.name;
            line.subject.label = entry.label;
            const bool isOfStrategies = strategies.size() > 1 || variations.isEmpty();
            line.subject.colourName =
                isOfStrategies ? strategy.subject.name : comparisonSpareName(std::size_t(lines.size()));
            lines.append(line);
        }
    }
    return lines;
}

/// Those of the choice; of several, they are varied as well.
QList<Variation> withStrategies(QList<Variation> variations, const QList<ComparisonLine> &lines)
{
    QStringList names;
    for (const ComparisonLine &line : lines)
        names.append(line.entry.name);
    if (names.size() > 1)
        variations.prepend({findFactor(QStringLiteral("strategy")), names});
    return variations;
}

/// Before anything else is varied.
QList<ComparisonLine> strategyLines(const QList<StrategyInfo> &catalogue, const ComparisonChoice &choice,
                                    const RunPlan &plan)
{
    QList<ComparisonLine> lines;
    for (const StrategyInfo &info : catalogue) {
        if (!isPartOf(info, choice, plan))
            continue;
        ComparisonLine line = lineOf(comparisonEntry(info, plan));
        line.subject.description = strategyWords(info.description);
        line.subject.hasSource = !info.sourceFile.isEmpty();
        if (choice.isArticle)
            line.subject.reportedMs = info.name == sequential ? articleSequentialMs : articleAsyncMs;
        lines.append(line);
    }
    if (choice.isArticle || !hasStrategies(choice))
        return lines;
    for (qsizetype i = 0; i < choice.runners.size(); ++i) {
        const OwnRunner &runner = choice.runners[i];
        ComparisonEntry entry = ownRunnerEntry(ownRunnerName(i), runner.command, plan);
        entry.label = !runner.name.isEmpty()       ? runner.name
                      : choice.runners.size() == 1 ? Wording::tr("Your own runner")
                                                   : Wording::tr("Your own runner %1").arg(i + 1);
        entry.description = redactedCommand(runner.command);
        lines.append(lineOf(entry));
    }
    return lines;
}

/// Instead of any that the plan has.
void takeLoad(const ComparisonLoad &load, RunPlan &plan)
{
    for (const PlanField &field : planFields()) {
        if (field.place == FieldPlace::Load)
            field.value.reset(plan);
    }
    plan.requests = load.requests;
    plan.atOnce = load.atOnce;
    plan.warmup = load.warmup;
}

/// For lanes that are varied.
void giveEnoughRequests(const QList<Variation> &variations, RunPlan &plan)
{
    const bool isByNumber = !plan.isOpen() && plan.duration.count() == 0;
    const quint32 enough = requestsForLanes(variations);
    if (isByNumber && (plan.requests == RunPlan().requests || plan.requests < enough / requestsALane))
        plan.requests = qMax(plan.requests, enough);
}

} // namespace

QString ownRunnerName(qsizetype index)
{
    return index == 0 ? ownRunner : ownRunner + QLatin1Char('-') + QString::number(index + 1);
}

bool isOwnRunnerName(const QString &name)
{
    return name == ownRunner || name.startsWith(ownRunner + QLatin1Char('-'));
}

RunPlan comparisonPlan(const ComparisonChoice &choice, const RunPlan &plan)
{
    if (!choice.isArticle) {
        RunPlan own = plan;
        own.steps.remove = own.steps.save; // a hundred folders of pages are of no use, and would be timed along
        const QList<Variation> variations = comparisonVariations(choice);
        if (choice.load)
            takeLoad(*choice.load, own);
        else if (!choice.isOfKept) // whose plan is what it ran
            giveEnoughRequests(variations, own);
        takeFirstValues(variations, own);
        return own;
    }
    RunPlan article;
    article.url = ExactUrl::fromText(QByteArrayLiteral("practice:robots.txt?latency=340ms"));
    article.requests = 50;
    article.transport = plan.transport;
    article.workDir = plan.workDir;
    return article;
}

RunPlan withLanesOfOthers(RunPlan plan)
{
    plan.strategy = RunPlan().strategy;
    plan.runnerCommand.clear();
    return plan;
}

QString comparedLoadText(const ComparisonChoice &choice, const RunPlan &plan)
{
    const bool isOfLanes = !choice.isArticle && choice.varied == QLatin1String("at-once");
    const bool isOfRates = !choice.isArticle && choice.varied == QLatin1String("rate") && !plan.hasEnd();
    return isOfLanes || isOfRates ? countedRequests(plan) : loadInShort(withLanesOfOthers(plan));
}

QList<Variation> comparisonVariations(const ComparisonChoice &choice)
{
    QList<Variation> variations;
    if (!choice.isArticle && !choice.varied.isEmpty())
        addVariation(variations, choice.varied + QLatin1Char('=') + choice.variedValues);
    return variations;
}

QString comparisonProblem(const QList<StrategyInfo> &catalogue, const ComparisonChoice &choice, const RunPlan &plan)
{
    const QList<Variation> variations = comparisonVariations(choice);
    return variations.isEmpty() ? QString()
                                : wordedForWindow(variationsProblem(
                                      withStrategies(variations, strategyLines(catalogue, choice, plan)), plan));
}

QList<ComparisonLine> comparisonLines(const QList<StrategyInfo> &catalogue, const ComparisonChoice &choice,
                                      const RunPlan &plan)
{
    QList<ComparisonLine> lines = strategyLines(catalogue, choice, plan);
    const QList<Variation> variations = withStrategies(comparisonVariations(choice), lines);
    lines = variationsProblem(variations, plan).isEmpty() ? variedLines(lines, variations) : QList<ComparisonLine>();
    for (ComparisonLine &line : lines)
        settleLine(line);
    return lines;
}

bool isSameLineup(ComparisonChoice one, const ComparisonChoice &other)
{
    one.rounds = other.rounds;
    one.baseline = other.baseline;
    one.articleBaseline = other.articleBaseline;
    one.load = other.load; // which the plan has
    one.isOfKept = other.isOfKept;
    return one == other;
}

int runnableOf(const QList<ComparisonLine> &lines)
{
    return int(std::count_if(lines.cbegin(), lines.cend(),
                             [](const ComparisonLine &line) { return line.entry.unavailable.isEmpty(); }));
}

int strategiesOf(const QList<ComparisonLine> &lines)
{
    QStringList names;
    for (const ComparisonLine &line : lines) {
        if (line.entry.unavailable.isEmpty())
            names.append(line.entry.plan.strategy);
    }
    names.removeDuplicates();
    return int(names.size());
}

bool hasExternal(const QList<ComparisonLine> &lines)
{
    return std::any_of(lines.cbegin(), lines.cend(), [](const ComparisonLine &line) {
        return line.entry.isExternal() && line.entry.unavailable.isEmpty();
    });
}

} // namespace fiftyfold
