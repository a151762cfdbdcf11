// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/comparecommandline.h"

#include "cli/compare/comparelineup.h"
#include "cli/compare/compareoptiontable.h"
#include "cli/options/commandline.h"
#include "core/plan/planproblems.h"
#include "core/text/redaction.h"

#include <algorithm>

namespace fiftyfold {

namespace {

const Variation *variationOf(const CompareOptions &options, const char *factor)
{
    const auto found =
        std::find_if(options.variations.cbegin(), options.variations.cend(),
                     [factor](const Variation &one) { return one.factor == findFactor(QLatin1String(factor)); });
    return found == options.variations.cend() ? nullptr : &*found;
}

/// What is varied, and was given besides.
QString conflictOf(const CompareOptions &options, const QStringList &positional)
{
    for (const Variation &variation : options.variations) {
        const QString name = variation.factor->nameText();
        const bool isUrl = !variation.factor->option;
        if (isUrl && !positional.isEmpty())
            return QStringLiteral("compare takes the URLs of --vary url or one of its own, got both.");
        QStringList others =
            isUrl ? QStringList{QStringLiteral("targets"), QStringLiteral("curl"), QStringLiteral("curl-file")}
                  : QStringList(QString::fromLatin1(variation.factor->option).mid(2));
        if (name == QLatin1String("strategy"))
            others = QStringList(QStringLiteral("strategies"));
        if (name == QLatin1String("header")) // which only adds to them
            others.clear();
        for (const QString &other : std::as_const(others)) {
            if (options.run.given.contains(other))
                return QStringLiteral("--%1 and --vary %2 exclude each other, got both.").arg(other, name);
        }
    }
    return {};
}

void settleRequests(CompareOptions &options)
{
    RunPlan &plan = options.run.plan;
    if (!options.run.given.contains(QLatin1String("requests")))
        plan.requests = std::max(plan.requests, requestsForLanes(options.variations));
}

/// Without jitter, so that the server's share is known, and the same for all.
ExactUrl defaultUrl(const CompareOptions &options)
{
    if (const Variation *urls = variationOf(options, "url")) {
        RunPlan first;
        urls->factor->take(first, urls->values.first()); // which problemOfUrls() has read
        return first.url;
    }
    return ExactUrl::fromText(options.preset.isEmpty() ? QByteArrayLiteral("practice:robots.txt?latency=100ms")
                                                       : QByteArrayLiteral("practice:robots.txt?latency=340ms"));
}

/// The first of the URLs stands for all until they are looked at one by one, so that it has to be one.
QString problemOfUrls(const CompareOptions &options)
{
    const Variation *urls = variationOf(options, "url");
    if (!urls)
        return {};
    for (const QString &value : urls->values) {
        RunPlan plan;
        const Refusal got =
            value.isEmpty() ? Refusal(QStringLiteral("an empty value")) : urls->factor->take(plan, value);
        if (got)
            return QStringLiteral("--vary url takes %1, got %2.").arg(urls->factor->takesText(), *got);
    }
    return {};
}

/// What is wrong with the options taken together.
QString problemOf(CompareOptions &options, const QStringList &positional, const QList<StrategyInfo> &catalogue)
{
    if (QString conflict = conflictOf(options, positional); !conflict.isEmpty())
        return conflict;
    if (QString ofUrls = problemOfUrls(options); !ofUrls.isEmpty())
        return ofUrls;
    settleRequests(options);
    QString problem = settlePlan(QStringLiteral("compare"), positional, defaultUrl(options), options.run);
    if (problem.isEmpty())
        problem = sameOutputProblem({{QLatin1String("--json"), options.run.jsonFile},
                                     {QLatin1String("--markdown"), options.markdownFile},
                                     {QLatin1String("--html"), options.htmlFile}});
    if (!problem.isEmpty())
        return problem;
    takeFirstValues(options.variations, options.run.plan);
    QList<Variation> ofPlan = options.variations; // strategies are for who knows them
    ofPlan.removeIf([](const Variation &one) { return one.factor == findFactor(QStringLiteral("strategy")); });
    if (QString ofValues = variationsProblem(ofPlan, options.run.plan); !ofValues.isEmpty())
        return ofValues;
    if (QString ofLoad = comparisonLoadProblem(options.run.plan).message; !ofLoad.isEmpty())
        return ofLoad;
    if (const QList<PlanProblem> problems = problemsOf(options.run.plan); !problems.isEmpty())
        return problems.first().message;
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
