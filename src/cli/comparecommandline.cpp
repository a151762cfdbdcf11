// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/comparecommandline.h"

#include "cli/commandline.h"
#include "cli/comparelineup.h"
#include "cli/compareoptiontable.h"

namespace fiftyfold {

namespace {

/// Without jitter, so that the server's share is known, and the same for all.
ExactUrl defaultUrl(const CompareOptions &options)
{
    return ExactUrl::fromText(options.preset.isEmpty() ? QByteArrayLiteral("practice:robots.txt?latency=100ms")
                                                       : QByteArrayLiteral("practice:robots.txt?latency=340ms"));
}

} // namespace

CompareCommandLine compareCommandLine(const QStringList &arguments, const QList<StrategyInfo> &catalogue)
{
    CompareCommandLine line;
    CompareOptions &options = line.options;
    QStringList positional;
    line.problem = applyArguments(compareOptionTable(options), arguments, options.run, positional);
    if (!line.problem.isEmpty() || options.run.wantsHelp)
        return line;
    line.problem = settlePlan(QStringLiteral("compare"), positional, defaultUrl(options), options.run);
    if (line.problem.isEmpty())
        line.problem = sameOutputProblem(
            {{QLatin1String("--json"), options.run.jsonFile}, {QLatin1String("--markdown"), options.markdownFile}});
    if (!line.problem.isEmpty())
        return line;
    if (const QList<PlanProblem> problems = problemsOf(options.run.plan); !problems.isEmpty())
        line.problem = problems.first().message;
    else if (options.run.plan.steps.keepsFiles())
        line.problem = QStringLiteral("--stages takes delete after save in a comparison, which keeps no pages: give "
                                      "fetch,wrap,save,delete, or leave save out.");
    else
        line.problem = lineupOf(options, catalogue).problem;
    return line;
}

} // namespace fiftyfold
