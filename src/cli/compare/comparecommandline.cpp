// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/comparecommandline.h"

#include "cli/compare/comparelineup.h"
#include "cli/compare/compareoptiontable.h"
#include "cli/options/commandline.h"
#include "core/plan/planproblems.h"
#include "core/text/redaction.h"

namespace fiftyfold {

namespace {

/// Without jitter, so that the server's share is known, and the same for all.
ExactUrl defaultUrl(const CompareOptions &options)
{
    return ExactUrl::fromText(options.preset.isEmpty() ? QByteArrayLiteral("practice:robots.txt?latency=100ms")
                                                       : QByteArrayLiteral("practice:robots.txt?latency=340ms"));
}

/// What is wrong with the options taken together.
QString problemOf(CompareOptions &options, const QStringList &positional, const QList<StrategyInfo> &catalogue)
{
    QString problem = settlePlan(QStringLiteral("compare"), positional, defaultUrl(options), options.run);
    if (problem.isEmpty())
        problem = sameOutputProblem(
            {{QLatin1String("--json"), options.run.jsonFile}, {QLatin1String("--markdown"), options.markdownFile}});
    if (!problem.isEmpty())
        return problem;
    if (const QList<PlanProblem> problems = problemsOf(options.run.plan); !problems.isEmpty())
        return problems.first().message;
    if (QString ofLoad = comparisonLoadProblem(options.run.plan).message; !ofLoad.isEmpty())
        return ofLoad;
    if (options.run.plan.steps.keepsFiles())
        return QStringLiteral("--stages takes delete after save in a comparison, which keeps no pages: give "
                              "fetch,wrap,save,delete, or leave save out.");
    return lineupOf(options, catalogue).problem;
}

} // namespace

CompareCommandLine compareCommandLine(const QStringList &arguments, const QList<StrategyInfo> &catalogue)
{
    CompareCommandLine line;
    CompareOptions &options = line.options;
    QStringList positional;
    line.problem = applyArguments(compareOptionTable(options), arguments, options.run, positional);
    if (line.problem.isEmpty() && !options.run.wantsHelp)
        line.problem = redactedWords(problemOf(options, positional, catalogue));
    return line;
}

} // namespace fiftyfold
