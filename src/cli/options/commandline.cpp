// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/commandline.h"

#include "cli/options/inputfiles.h"
#include "cli/options/requestoptions.h"
#include "cli/options/runfiles.h"
#include "core/plan/fileargument.h"
#include "core/plan/headerfields.h"
#include "core/plan/strategytraits.h"
#include "core/plan/unknownoption.h"
#include "core/run/thresholdset.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "engine/strategies/strategycatalogue.h"
#include "records/base/outputfile.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <algorithm>
#include <optional>

#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr QLatin1Char dash('-');

/// The parser says of options it knows only what is wrong, in a sentence of its own: a value missing at the end, or one
/// where none is taken.
QString valueProblem(const OptionTable &table, const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        const qsizetype equals = argument.indexOf(QLatin1Char('='));
        if (!argument.startsWith(dash) || equals < 0)
            continue;
        const QString name = argument.left(equals).remove(0, argument.startsWith(QLatin1String("--")) ? 2 : 1);
        const CommandOption *option = findOption(table, name);
        if (option && option->valueName.isEmpty())
            return QStringLiteral("%1 takes no value, got %2.")
                .arg(option->longName(), quoted(argument.mid(equals + 1)));
    }
    const QString &last = arguments.last();
    const CommandOption *option = findOption(table, last.startsWith(QLatin1String("--")) ? last.mid(2) : last.right(1));
    if (!option)
        return QStringLiteral("the options can't be read.");
    return QStringLiteral("%1 takes %2, got nothing.").arg(option->longName(), option->takes);
}

QStringList longNamesOf(const OptionTable &table)
{
    QStringList names;
    for (const CommandOption &option : table)
        names.append(option.names.last());
    return names;
}

/// Whole requests first: what else is given changes them.
OptionTable wholeRequestsFirst(const OptionTable &table)
{
    OptionTable sorted = table;
    std::stable_partition(sorted.begin(), sorted.end(), [](const CommandOption &option) {
        return option.names.last().startsWith(QLatin1String("curl"));
    });
    return sorted;
}

QString applyOptions(const OptionTable &table, const QCommandLineParser &parser, RunOptions &options)
{
    for (const CommandOption &option : wholeRequestsFirst(table)) {
        const QString &name = option.names.last();
        const QStringList values =
            option.valueName.isEmpty() ? QStringList(parser.isSet(name) ? 1 : 0, QString()) : parser.values(name);
        if (!values.isEmpty())
            options.given.append(name);
        for (const QString &value : values) {
            if (const Refusal got = option.apply(options, value))
                return sentence(QStringLiteral("%1 takes %2, got %3").arg(option.longName(), option.takes, *got));
        }
    }
    return {};
}

QString applyUrl(const QString &command, const QStringList &positional, const ExactUrl &defaultUrl, RunOptions &options)
{
    RunPlan &plan = options.plan;
    if (positional.isEmpty()) {
        if (!options.curl)
            plan.url = defaultUrl;
        return plan.targetsFile.isEmpty() ? QString() : readRequestParts(options);
    }
    if (!plan.targetsFile.isEmpty())
        return QStringLiteral("%1 takes the targets of --targets or a URL of its own, got both.").arg(command);
    if (options.curl)
        return QStringLiteral("%1 takes the URL of --curl or one of its own, got both.").arg(command);
    if (positional.size() > 1)
        return QStringLiteral("%1 takes one URL, got %2.").arg(command).arg(positional.size());
    QString problem = fileInsteadOfUrl(positional.first());
    if (problem.isEmpty())
        plan.url = urlAsSent(plan, urlFromUserInput(positional.first(), &problem));
    return problem;
}

QList<NamedOutput> outputsOf(const RunOptions &options)
{
    QList<NamedOutput> outputs;
    for (const RunFile &file : runFiles())
        outputs.append({QLatin1String("--") + QLatin1String(file.option), options.*file.name});
    outputs.append({QStringLiteral("--series"), options.seriesFile});
    return outputs;
}

/// What is wrong with the options taken together.
QString problemOf(RunOptions &options, const QStringList &positional)
{
    if (const QString problem = settleStrategy(options); !problem.isEmpty())
        return problem;
    QString problem = settlePlan(QStringLiteral("run"), positional, defaultPracticeUrl(), options);
    if (problem.isEmpty())
        problem = sameOutputProblem(outputsOf(options));
    if (problem.isEmpty())
        problem = problemOfThresholds(options.thresholds, options.plan);
    if (!problem.isEmpty())
        return problem;
    const QList<PlanProblem> problems = problemsOf(options.plan);
    return problems.isEmpty() ? QString() : problems.first().message;
}

} // namespace

QString applyArguments(const OptionTable &table, const QStringList &arguments, RunOptions &options,
                       QStringList &positional)
{
    QCommandLineParser parser;
    for (const CommandOption &option : table)
        parser.addOption(QCommandLineOption(option.names, option.help, option.valueName));

    const bool isParsed = parser.parse(QStringList(QStringLiteral("fiftyfold-cli")) + arguments);
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty())
        return unknownOptionProblem(unknown.first(), arguments, longNamesOf(table));
    if (!isParsed)
        return redactedWords(valueProblem(table, arguments));
    positional = parser.positionalArguments();
    const QString problem = applyOptions(table, parser, options);
    const bool isAboutNumbers =
        problem.startsWith(QLatin1String("--requests ")) || problem.startsWith(QLatin1String("--at-once "));
    const QString meant = isAboutNumbers ? wordAsValueProblem(arguments, longNamesOf(table)) : QString();
    return meant.isEmpty() ? redactedWords(problem) : meant;
}

QString settleStrategy(RunOptions &options)
{
    RunPlan &plan = options.plan;
    if (options.runner) {
        if (options.given.contains(QLatin1String("strategy")))
            return QStringLiteral("--strategy and --runner exclude each other, got both.");
        if (strategyNamed(options.runner->name))
            return QStringLiteral("--runner takes 'NAME=COMMAND' with a name of its own; \"%1\" is one of the "
                                  "strategies.")
                .arg(options.runner->name);
        plan.strategy = options.runner->name;
        plan.runnerCommand = options.runner->command;
        return {};
    }
    const std::optional<StrategyInfo> info = strategyNamed(plan.strategy);
    if (!info)
        return QStringLiteral("--strategy takes one of %1, got %2.")
            .arg(strategyNames().join(QLatin1String(", ")), quoted(plan.strategy));
    chooseStrategy(plan, *info);
    return {};
}

QString settlePlan(const QString &command, const QStringList &positional, const ExactUrl &defaultUrl,
                   RunOptions &options)
{
    const bool hasData = options.given.contains(QLatin1String("data"));
    RunPlan &plan = options.plan;
    if (plan.hasEnd() && !options.given.contains(QLatin1String("requests")))
        plan.requests = usualRequests(plan);
    for (const QString &problem : {settleRequest(options), applyUrl(command, positional, defaultUrl, options)}) {
        if (!problem.isEmpty())
            return problem;
    }
    const bool hasBody = hasData || !options.dataFile.isEmpty();
    if (hasBody && !options.given.contains(QLatin1String("method")))
        plan.method = QByteArrayLiteral("POST");
    if (hasBody && !hasHeader(plan.headers, "Content-Type"))
        plan.headers.append(
            {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/x-www-form-urlencoded")});
    if (hasData && plan.body.isEmpty() && !hasHeader(plan.headers, "Content-Length"))
        plan.headers.append(lengthOfNothing());
    if (options.keepFiles)
        plan.steps.remove = false;
    if (options.curl) // whose URL is as it stands there; --fields may say otherwise
        plan.url = urlAsSent(plan, ExactUrl::fromText(plan.url.text()));
    return {};
}

QString outputPlace(const QString &file)
{
    if (const std::optional<int> descriptor = openAlready(file))
        return *descriptor == STDOUT_FILENO ? QStringLiteral("-") : QStringLiteral("/dev/fd/%1").arg(*descriptor);
    const QFileInfo info(file);
    return info.isFile() ? info.canonicalFilePath() : info.absoluteFilePath(); // of a link what it leads to
}

QString sameOutputProblem(const QList<NamedOutput> &outputs)
{
    QStringList options;
    for (const NamedOutput &output : outputs)
        options.append(output.option);
    const QString last = options.takeLast();
    QStringList places;
    for (const NamedOutput &output : outputs) {
        if (output.file.isEmpty())
            continue;
        const QString place = outputPlace(output.file);
        if (places.contains(place)) {
            return QStringLiteral("%1 and %2 take a file each, got %3 twice.")
                .arg(options.join(QLatin1String(", ")), last,
                     place == QLatin1String("-") ? QStringLiteral("- (standard output)")
                                                 : QStringLiteral("\"%1\"").arg(output.file));
        }
        places.append(place);
    }
    return {};
}

RunCommandLine runCommandLine(const QStringList &arguments)
{
    RunCommandLine line;
    QStringList positional;
    line.problem = applyArguments(runOptionTable(), arguments, line.options, positional);
    if (line.problem.isEmpty() && !line.options.wantsHelp)
        line.problem = redactedWords(problemOf(line.options, positional));
    return line;
}

} // namespace fiftyfold
