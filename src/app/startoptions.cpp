// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startoptions.h"

#include "app/qtoptions.h"
#include "core/plan/fileargument.h"
#include "core/plan/strategytraits.h"
#include "core/plan/unknownoption.h"
#include "core/run/environment.h"
#include "core/text/redaction.h"
#include "engine/strategies/strategycatalogue.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace fiftyfold {

namespace {

/// With a text that repeats nothing of what was typed.
StartOptions refusedAsItIs(const QString &text)
{
    StartOptions line;
    line.action = StartOptions::Action::Refuse;
    line.text = text;
    return line;
}

StartOptions refused(const QString &text)
{
    return refusedAsItIs(redactedWords(text)); // of what was typed, no secret is repeated
}

StartOptions printed(const QString &text)
{
    StartOptions line;
    line.action = StartOptions::Action::PrintText;
    line.text = text;
    return line;
}

/// Most of what is asked for is set in the window, and is an option of the other program.
QString unknownOptionText(const QString &unknown, const QStringList &arguments, const QList<QCommandLineOption> &known)
{
    QStringList names;
    for (const QCommandLineOption &option : known)
        names.append(option.names().last());
    QString text = unknownOptionProblem(unknown, arguments.mid(1), names, QStringLiteral("fiftyfold-cli"));
    text[0] = text[0].toUpper();
    const QString elsewhere =
        QStringLiteral(" The window has the plan under Load, Requests… and More…, and fiftyfold-cli run "
                       "takes all of it as options.");
    return text + (text.endsWith(QLatin1Char('?')) ? QString() : elsewhere) + QLatin1String(" See fiftyfold --help.");
}

/// Without an application object Qt has no name for the program.
QString helpTextOf(const QCommandLineParser &parser)
{
    const QString text = parser.helpText();
    return QStringLiteral("Usage: fiftyfold [options] [URL|FILE]") + text.mid(text.indexOf(QLatin1Char('\n'))) +
           QStringLiteral("\nOptions of Qt, such as -style, -stylesheet, -platform, -reverse and -qwindowgeometry, are "
                          "taken too.\n");
}

} // namespace

RunPlan StartOptions::appliedTo(RunPlan plan) const
{
    plan.url = url.value_or(plan.url);
    plan.requests = requests.value_or(plan.requests);
    plan.atOnce = atOnce.value_or(plan.atOnce);
    if (const auto info = strategy ? strategyNamed(*strategy) : std::nullopt)
        chooseStrategy(plan, *info);
    return plan;
}

StartOptions startOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Shows what concurrency buys: fires requests, wraps, saves and "
                                                    "deletes each reply, and shows where the time goes."));
    parser.addPositionalArgument(QStringLiteral("URL"),
                                 QStringLiteral("http://…, https://… or practice:… (default: as in the last run); or a "
                                                "file to show: a record, a HAR, another program's report."),
                                 QStringLiteral("[URL|FILE]"));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Print this help."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     QStringLiteral("Print the version."));
    const QCommandLineOption start(QStringLiteral("start"), QStringLiteral("Run at once."));
    const QCommandLineOption requests({QStringLiteral("n"), QStringLiteral("requests")},
                                      QStringLiteral("How many requests."), QStringLiteral("N"));
    const QCommandLineOption atOnce({QStringLiteral("c"), QStringLiteral("at-once")},
                                    QStringLiteral("Most in flight at the same time; 0: auto."), QStringLiteral("N"));
    const QCommandLineOption strategy(
        QStringLiteral("strategy"),
        QStringLiteral("How requests are scheduled: %1.").arg(strategyNames().join(QLatin1String(", "))),
        QStringLiteral("NAME"));
    const QCommandLineOption exitWhenDone(
        QStringLiteral("exit-when-done"),
        QStringLiteral("Quit after the run, with its figures as a line of JSON on standard output; exit 0 where every "
                       "request is done, 3 where some failed, 1 where it could not run. Implies --start."));
    const QCommandLineOption noHistory(QStringLiteral("no-history"),
                                       QStringLiteral("Keep no run and no comparison in the history."));
    const QList<QCommandLineOption> known = {help, version, start, requests, atOnce, strategy, exitWhenDone, noHistory};
    parser.addOptions(known);

    if (const QString problem = qtOptionProblem(arguments); !problem.isEmpty())
        return refused(problem);
    const QStringList own = withoutQtOptions(arguments);
    const bool isParsed = parser.parse(own);
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty())
        return refusedAsItIs(unknownOptionText(unknown.first(), own, known));
    if (!isParsed)
        return refused(QStringLiteral("%1 See fiftyfold --help.").arg(parser.errorText()));
    if (parser.isSet(help))
        return printed(helpTextOf(parser));
    if (parser.isSet(version))
        return printed(QStringLiteral("fiftyfold %1\n").arg(programVersion()));

    StartOptions line;
    line.isExitingWhenDone = parser.isSet(exitWhenDone);
    line.isNotKept = parser.isSet(noHistory);
    line.isStarting = parser.isSet(start) || line.isExitingWhenDone;

    const auto numberOf = [&parser](const QCommandLineOption &option, quint32 least,
                                    QString *problem) -> std::optional<quint32> {
        if (!parser.isSet(option))
            return std::nullopt;
        bool isNumber = false;
        const quint32 number = parser.value(option).toUInt(&isNumber);
        if (isNumber && number >= least && number <= requestsLimit)
            return number;
        *problem = QStringLiteral("--%1 takes a whole number from %2 to %3, got \"%4\".")
                       .arg(option.names().last())
                       .arg(least)
                       .arg(requestsLimit)
                       .arg(redactedUrlText(parser.value(option)));
        return std::nullopt;
    };
    QString problem;
    line.requests = numberOf(requests, 1, &problem);
    line.atOnce = numberOf(atOnce, 0, &problem);
    if (!problem.isEmpty())
        return refused(problem);
    if (parser.isSet(strategy)) {
        line.strategy = parser.value(strategy);
        if (!strategyNames().contains(*line.strategy))
            return refused(
                QStringLiteral("--strategy takes one of %1, got \"%2\".")
                    .arg(strategyNames().join(QLatin1String(", ")), redactedUrlText(parser.value(strategy))));
    }
    const QStringList positional = parser.positionalArguments();
    if (positional.size() > 1)
        return refused(QStringLiteral("fiftyfold takes one URL or file, got %1.").arg(positional.size()));
    if (!positional.isEmpty()) {
        problem = fileInsteadOfUrl(positional.first());
        const bool isFile = !problem.isEmpty() && QFileInfo(positional.first()).isFile();
        if (isFile && line.isStarting)
            return refused(QStringLiteral("A file is shown, and can't be run: give a URL with --start, or a file "
                                          "without it."));
        if (isFile) {
            line.file = positional.first();
            return line;
        }
        if (!problem.isEmpty())
            return refused(problem);
        const ExactUrl url = urlFromUserInput(positional.first(), &problem);
        if (!problem.isEmpty())
            return refused(problem);
        line.url = url;
    }
    return line;
}

} // namespace fiftyfold
