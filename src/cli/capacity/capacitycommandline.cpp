// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/capacity/capacitycommandline.h"

#include "cli/capacity/capacityoptiontable.h"
#include "cli/options/commandline.h"
#include "core/capacity/capacitywording.h"
#include "core/plan/strategytraits.h"
#include "core/run/thresholdset.h"
#include "core/text/redaction.h"

namespace fiftyfold {

namespace {

/// One that has a capacity.
ExactUrl limitedPracticeUrl()
{
    return ExactUrl::fromText(QByteArrayLiteral("practice:robots.txt?latency=20ms&rate=300/s"));
}

QString problemOfExpected(const QList<Threshold> &objectives)
{
    if (objectives.isEmpty())
        return QStringLiteral("capacity takes at least one --expect, such as 'p95 < 200ms', got none.");
    const QString problem = problemOfObjectives(objectives);
    return problem.isEmpty() ? QString() : QLatin1String("--expect ") + problem;
}

/// What keeps the plan from running at a rate.
QString problemOfSteps(const CapacityPlan &plan)
{
    constexpr double anyRate = 100;
    const QList<PlanProblem> problems = problemsOf(stepPlan(plan, plan.from > 0 ? plan.from : anyRate));
    if (problems.isEmpty())
        return {};
    const PlanProblem &problem = problems.first();
    const bool isOfLoad = problem.option == QLatin1String("--rate") || problem.option == QLatin1String("--duration");
    if (isOfLoad && strategyOf(plan.run).isExternal())
        return QStringLiteral("capacity takes a --strategy that keeps a rate, got %1.").arg(plan.run.strategy);
    return problem.message;
}

/// What is wrong with the options taken together.
QString problemOf(CapacityOptions &options, const QStringList &positional)
{
    options.run.plan.requests = 0; // steps have as many as become due
    QString problem = settleStrategy(options.run);
    if (problem.isEmpty())
        problem = settlePlan(QStringLiteral("capacity"), positional, limitedPracticeUrl(), options.run);
    if (problem.isEmpty())
        problem = sameOutputProblem(
            {{QLatin1String("--json"), options.run.jsonFile}, {QLatin1String("--markdown"), options.markdownFile}});
    if (problem.isEmpty())
        problem = problemOfExpected(options.run.thresholds);
    if (problem.isEmpty())
        problem = problemOfThresholds(options.run.thresholds, options.run.plan);
    if (problem.isEmpty() && options.run.plan.steps.keepsFiles())
        problem =
            QStringLiteral("--stages takes delete after save in a search for capacity, which keeps no pages: give "
                           "fetch,wrap,save,delete, or leave save out.");
    return problem.isEmpty() ? problemOfSteps(options.plan()) : problem;
}

} // namespace

CapacityCommandLine capacityCommandLine(const QStringList &arguments)
{
    CapacityCommandLine line;
    QStringList positional;
    line.problem = applyArguments(capacityOptionTable(line.options), arguments, line.options.run, positional);
    if (line.problem.isEmpty() && !line.options.run.wantsHelp)
        line.problem = redactedWords(problemOf(line.options, positional));
    return line;
}

} // namespace fiftyfold
