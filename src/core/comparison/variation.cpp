// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/variation.h"

#include "core/plan/fieldwords.h"
#include "core/plan/strategytraits.h"
#include "core/text/problemwords.h"

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr QLatin1String strategyName("strategy");
constexpr QLatin1String comma(", ");
constexpr quint32 fewestOfARate = 2; // one is due at once

bool isStrategy(const Factor &factor)
{
    return QLatin1String(factor.name) == strategyName;
}

QString namesOf(const QList<Variation> &variations)
{
    QString names = variations.first().factor->nameText();
    const QList<Variation> others = variations.mid(1);
    for (const Variation &variation : others)
        names = ProblemWords::tr("%1 and %2").arg(names, variation.factor->nameText());
    return names;
}

QString numberNames()
{
    QStringList names;
    for (const Factor &factor : factorTable()) {
        if (factor.isNumber)
            names.append(factor.nameText());
    }
    return names.join(comma);
}

FactorValue valueOf(const RunPlan &plan, const Factor &factor, const QString &shown)
{
    return {factor.nameText(), shown, factor.number ? factor.number(plan) : std::nullopt};
}

QString problemOfFactors(const QList<Variation> &variations)
{
    if (variations.size() > 2)
        return ProblemWords::tr("--vary takes one factor, or two of which one is a number; got %1.")
            .arg(namesOf(variations));
    const bool hasNumber = std::any_of(variations.cbegin(), variations.cend(),
                                       [](const Variation &variation) { return variation.factor->isNumber; });
    if (variations.size() == 2 && !hasNumber)
        return ProblemWords::tr("--vary takes two factors where one of them is a number (%1), got %2.")
            .arg(numberNames(), namesOf(variations));
    qsizetype entries = 1;
    for (const Variation &variation : variations)
        entries *= variation.values.size();
    return entries > entriesLimit ? ProblemWords::tr("--vary makes %1 entries at most, got %2: give fewer values.")
                                        .arg(entriesLimit)
                                        .arg(entries)
                                  : QString();
}

QString problemOfPlan(const RunPlan &varied, const Factor &factor, const QString &text)
{
    if (const QList<PlanProblem> problems = problemsOf(varied); !problems.isEmpty()) {
        // Its value came by --vary, whoever else takes it.
        const PlanProblem &problem = problems.first();
        const bool isOfFactor = problem.option == QLatin1String(factor.option) && !problem.option.isEmpty() &&
                                problem.message.startsWith(problem.option);
        return isOfFactor ? QLatin1String("--vary ") + factor.nameText() + problem.message.mid(problem.option.size())
                          : problem.message;
    }
    ComparisonEntry entry;
    entry.plan = varied;
    entry.values = {valueOf(varied, factor, text)};
    return valueProblem(entry);
}

/// Strategies have no plan of their own yet.
QString problemOfValues(const Variation &variation, const RunPlan &plan)
{
    const Factor &factor = *variation.factor;
    const QString option = QLatin1String("--vary ") + factor.nameText();
    QList<RunPlan> plans;
    QStringList seen;
    for (const QString &value : variation.values) {
        RunPlan varied = plan;
        const Refusal got = value.isEmpty()      ? Refusal(FieldWords::tr("an empty value"))
                            : isStrategy(factor) ? accepted
                                                 : factor.take(varied, value);
        if (got)
            return ProblemWords::tr("%1 takes %2, got %3.").arg(option, factor.takesText(), *got);
        if (!factor.mayRepeat && plans.contains(varied))
            return ProblemWords::tr("%1 takes each value once, got %2 twice.").arg(option, factor.shown(varied, value));
        plans.append(varied);
        seen.append(factor.shown(varied, value));
        if (QString problem = problemOfPlan(varied, factor, seen.last()); !problem.isEmpty())
            return problem;
    }
    if (plans.size() >= 2)
        return {};
    const bool isUrl = factor.separator == ':';
    return ProblemWords::tr("%1 takes two values or more, got %2 alone.").arg(option, seen.join(comma)) +
           (isUrl ? QLatin1Char(' ') + ProblemWords::tr("A comma is part of a URL unless the next one begins with "
                                                        "http://, https:// or practice: behind it.")
                  : QString());
}

/// The strategy first, a number last, so that it changes most often.
QList<Variation> inOrder(QList<Variation> variations)
{
    const auto rank = [](const Variation &variation) {
        return isStrategy(*variation.factor) ? 0 : variation.factor->isNumber ? 2 : 1;
    };
    // Of two numbers the first is the axis.
    std::reverse(variations.begin(), variations.end());
    std::stable_sort(variations.begin(), variations.end(),
                     [rank](const Variation &one, const Variation &other) { return rank(one) < rank(other); });
    return variations;
}

ComparisonEntry withValue(ComparisonEntry entry, const Factor &factor, const QString &text)
{
    if (!isStrategy(factor))
        factor.take(entry.plan, text);
    entry.values.append(valueOf(entry.plan, factor, isStrategy(factor) ? entry.name : factor.shown(entry.plan, text)));
    if (isStrategy(factor))
        entry.values.last().label = entry.label;
    return entry;
}

QString joinedValues(const ComparisonEntry &entry, const QString &strategy)
{
    QStringList texts;
    for (const FactorValue &value : entry.values)
        texts.append(value.factor == strategyName ? strategy : value.text);
    return texts.join(comma);
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

} // namespace

Refusal addVariation(QList<Variation> &variations, const QString &text)
{
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    if (equals < 0)
        return FieldWords::tr("a text without the = after the factor");
    const QString name = text.left(equals).trimmed();
    const Factor *factor = findFactor(name);
    if (!factor)
        return FieldWords::tr("the factor %1").arg(quoted(name));
    const QStringList values = factorValues(*factor, text.mid(equals + 1));
    const auto known = std::find_if(variations.begin(), variations.end(),
                                    [factor](const Variation &one) { return one.factor == factor; });
    if (known != variations.end())
        known->values += values;
    else
        variations.append({factor, values});
    return accepted;
}

QString variationsProblem(const QList<Variation> &variations, const RunPlan &plan)
{
    RunPlan bare = plan; // what does not go with a strategy is for its entries to say
    bare.strategy = RunPlan().strategy;
    bare.runnerCommand.clear();
    QString problem = problemOfFactors(variations);
    for (const Variation &variation : variations) {
        if (problem.isEmpty())
            problem = problemOfValues(variation, bare);
    }
    return problem;
}

QList<ComparisonEntry> variedEntries(const QList<ComparisonEntry> &strategies, const QList<Variation> &variations)
{
    QList<ComparisonEntry> entries = strategies;
    makeNamesUnique(entries); // of strategies, and then of what is made of them
    for (const Variation &variation : inOrder(variations)) {
        QList<ComparisonEntry> longer;
        for (const ComparisonEntry &entry : std::as_const(entries)) {
            if (isStrategy(*variation.factor)) { // it has its own already
                longer.append(withValue(entry, *variation.factor, {}));
                continue;
            }
            for (const QString &text : variation.values)
                longer.append(withValue(entry, *variation.factor, text));
        }
        entries = longer;
    }
    for (ComparisonEntry &entry : entries) {
        if (entry.values.isEmpty())
            continue;
        const QString label = joinedValues(entry, entry.label);
        entry.name = joinedValues(entry, entry.name);
        entry.label = label;
    }
    makeNamesUnique(entries);
    return entries;
}

void takeFirstValues(const QList<Variation> &variations, RunPlan &plan)
{
    for (const Variation &variation : variations) {
        if (!isStrategy(*variation.factor))
            variation.factor->take(plan, variation.values.first());
    }
}

quint32 requestsForLanes(const QList<Variation> &variations)
{
    quint64 most = 0;
    for (const Variation &variation : variations) {
        if (variation.factor->nameText() != QLatin1String("at-once"))
            continue;
        for (const QString &value : variation.values) {
            RunPlan plan;
            if (!variation.factor->take(plan, value))
                most = std::max<quint64>(most, plan.atOnce);
        }
    }
    return static_cast<quint32>(std::min<quint64>(most * requestsALane, requestsLimit));
}

QList<const Factor *> variedFactors(const ComparisonEntry &entry)
{
    QList<const Factor *> factors;
    for (const FactorValue &value : entry.values)
        factors.append(findFactor(value.factor));
    return factors;
}

bool isVaried(const QList<const Factor *> &factors, const char *name)
{
    return factors.contains(findFactor(QLatin1String(name)));
}

QString valueProblem(const ComparisonEntry &entry)
{
    const RunPlan &plan = entry.plan;
    for (const FactorValue &value : entry.values) {
        const auto differs = [&value](quint32 had) { return value.number && *value.number != double(had); };
        if (value.factor == QLatin1String("at-once") && differs(plan.effectiveAtOnce())) {
            return strategyOf(plan).lanes == LanesOn::One
                       ? ProblemWords::tr("%1 has one request at a time: there is no at-once of it to be varied.")
                             .arg(plan.strategy)
                       : ProblemWords::tr(
                             "--vary at-once takes at most as many as there are requests, %1, got %2: give more "
                             "--requests.")
                             .arg(plan.requests)
                             .arg(value.text);
        }
        if (value.factor == QLatin1String("threads") && !strategyOf(plan).takesThreads)
            return ProblemWords::tr("%1 has its own way with threads: there are none of it to be varied.")
                .arg(plan.strategy);
        if (value.factor == QLatin1String("threads") && differs(plan.effectiveThreads()))
            return ProblemWords::tr("--vary threads takes at most as many as there are at once, %1, got %2.")
                .arg(plan.effectiveAtOnce())
                .arg(value.text);
        if (value.factor == QLatin1String("transport") && strategyOf(plan).isExternal())
            return ProblemWords::tr("%1 has its own HTTP: there is no transport of it to be varied.")
                .arg(plan.strategy);
        if (value.factor == QLatin1String("rate") && plan.requests < fewestOfARate)
            return ProblemWords::tr("--vary rate takes %1 requests or more, got %2: give more --requests.")
                .arg(fewestOfARate)
                .arg(plan.requests);
    }
    return {};
}

} // namespace fiftyfold
