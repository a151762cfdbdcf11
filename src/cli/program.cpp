// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include "cli/base/terminal.h"
#include "cli/capacity/capacitycommand.h"
#include "cli/capacity/capacitycommandline.h"
#include "cli/compare/comparecommand.h"
#include "cli/compare/comparecommandline.h"
#include "cli/diff/diffcommand.h"
#include "cli/help/helptext.h"
#include "cli/history/historycommand.h"
#include "cli/options/commandline.h"
#include "cli/options/optionvalues.h"
#include "cli/run/runcommand.h"
#include "cli/serve/servecommand.h"
#include "cli/show/showtext.h"
#include "cli/texts/textscommand.h"
#include "cli/worker/workercommand.h"
#include "core/run/environment.h"
#include "core/text/exitcode.h"
#include "core/text/redaction.h"
#include "engine/pipeline/processexecutor.h"

#include <cerrno>
#include <cstdio>

#include <unistd.h>

namespace fiftyfold {

namespace {

int print(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0)
        return exitcode::allDone;
    const int why = errno;
    if (why != EPIPE) // who closes a pipe has read enough
        Terminal().writeProblem(QStringLiteral("Standard output could not be written: %1.").arg(qt_error_string(why)));
    return exitcode::couldNotRun;
}

/// `sentence` repeats no secret.
int refuse(const QString &sentence, QLatin1String helpPage)
{
    const Terminal terminal;
    terminal.writeProblem(sentence);
    terminal.write(QStringLiteral("See \"fiftyfold-cli %1\".\n").arg(helpPage));
    return exitcode::badUsage;
}

int refuse(const QString &sentence, QLatin1String helpPage, const RunOptions &options)
{
    if (!options.hasUnreadableFile)
        return refuse(sentence, helpPage);
    Terminal().writeProblem(sentence);
    return exitcode::couldNotRun;
}

int run(const QStringList &arguments)
{
    const RunCommandLine line = runCommandLine(arguments);
    if (!line.problem.isEmpty())
        return refuse(line.problem, QLatin1String("help run"), line.options);
    return line.options.wantsHelp ? print(runHelpText()) : runCommand(line.options);
}

int compare(const QStringList &arguments)
{
    const CompareCommandLine line = compareCommandLine(arguments);
    if (!line.problem.isEmpty())
        return refuse(line.problem, QLatin1String("help compare"), line.options.run);
    return line.options.run.wantsHelp ? print(compareHelpText()) : compareCommand(line.options);
}

int capacity(const QStringList &arguments)
{
    const CapacityCommandLine line = capacityCommandLine(arguments);
    if (!line.problem.isEmpty())
        return refuse(line.problem, QLatin1String("help capacity"), line.options.run);
    return line.options.run.wantsHelp ? print(capacityHelpText()) : capacityCommand(line.options);
}

int diff(const QStringList &arguments)
{
    const DiffCommandLine line = diffCommandLine(arguments);
    if (!line.problem.isEmpty())
        return refuse(line.problem, QLatin1String("help diff"));
    return line.options.wantsHelp ? print(diffHelpText()) : diffCommand(line.options);
}

int show(const QStringList &arguments)
{
    QStringList files = arguments;
    if (files.contains(QStringLiteral("--help")) || files.contains(QStringLiteral("-h")))
        return print(showHelpText());
    const qsizetype json = files.indexOf(QStringLiteral("--json"));
    if (json >= 0 && (files.value(json + 1) != QLatin1String("-") || files.size() != 3))
        return refuse(QStringLiteral("show takes --json - with one file, and writes its record to standard output."),
                      QLatin1String("help show"));
    if (json >= 0)
        files.remove(json, 2);
    if (files.isEmpty())
        return refuse(QStringLiteral("show takes the files of one or more records, got none."),
                      QLatin1String("help show"));
    for (const QString &file : files) {
        if (file.startsWith(QLatin1Char('-')) && file.size() > 1)
            return refuse(QStringLiteral("show takes files and --json -, got %1. A file of that name is ./%2.")
                              .arg(redactedWords(quoted(file)), redactedWords(file)),
                          QLatin1String("help show"));
    }
    const ShownFiles shown = json >= 0 ? showAsJson(files.first()) : showFiles(files, styleFor(STDOUT_FILENO));
    const int exitCode = shown.text.isEmpty() ? exitcode::allDone : print(shown.text);
    for (const QString &problem : shown.problems)
        Terminal().writeProblem(problem);
    return shown.problems.isEmpty() ? exitCode : exitcode::couldNotRun;
}

int history(const QStringList &arguments)
{
    const HistoryCommandLine line = historyCommandLine(arguments);
    if (!line.problem.isEmpty())
        return refuse(line.problem, QLatin1String("help history"));
    if (line.options.run.wantsHelp)
        return print(historyHelpText());
    const HistoryAnswer answer = answerOf(line.options, styleFor(STDOUT_FILENO));
    const int exitCode = answer.text.isEmpty() ? exitcode::allDone : print(answer.text);
    for (const QString &problem : answer.notices + answer.problems)
        Terminal().writeProblem(problem);
    return answer.problems.isEmpty() ? exitCode : exitcode::couldNotRun;
}

int help(const QStringList &topics)
{
    if (topics.isEmpty())
        return print(helpText());
    if (topics.first() == QLatin1String("run"))
        return print(runHelpText());
    if (topics.first() == QLatin1String("compare"))
        return print(compareHelpText());
    if (topics.first() == QLatin1String("capacity"))
        return print(capacityHelpText());
    if (topics.first() == QLatin1String("show"))
        return print(showHelpText());
    if (topics.first() == QLatin1String("diff"))
        return print(diffHelpText());
    if (topics.first() == QLatin1String("history"))
        return print(historyHelpText());
    if (topics.first() == QLatin1String("serve"))
        return serveCommand({QStringLiteral("--help")});
    return refuse(QStringLiteral("help takes run, compare, capacity, show, diff, history or serve, got %1.")
                      .arg(redactedWords(quoted(topics.first()))),
                  QLatin1String("help"));
}

} // namespace

int runProgram(const QStringList &arguments)
{
    if (arguments.isEmpty())
        return refuse(
            QStringLiteral(
                "a command is missing; there are run, compare, capacity, show, diff, history, serve and help."),
            QLatin1String("help"));
    const QString &command = arguments.first();
    const QStringList rest = arguments.mid(1);
    if (command == QLatin1String("step-worker") && rest.size() == 1) // started by the strategy async-processes
        return runStepWorker(rest.first());
    if (command == QLatin1String("worker") && rest.isEmpty()) // started by the strategy processes
        return workerCommand();
    if (command == QLatin1String("make-text")) { // asked for by the build
        QString problem;
        const QString text = madeText(rest, &problem);
        return problem.isEmpty() ? print(text) : refuse(problem, QLatin1String("help"));
    }
    if (command == QLatin1String("run"))
        return run(rest);
    if (command == QLatin1String("compare"))
        return compare(rest);
    if (command == QLatin1String("capacity"))
        return capacity(rest);
    if (command == QLatin1String("show"))
        return show(rest);
    if (command == QLatin1String("diff"))
        return diff(rest);
    if (command == QLatin1String("history"))
        return history(rest);
    if (command == QLatin1String("serve"))
        return serveCommand(rest);
    if (command == QLatin1String("help") || command == QLatin1String("--help") || command == QLatin1String("-h"))
        return help(rest);
    if (command == QLatin1String("--version"))
        return print(QStringLiteral("fiftyfold-cli %1\n").arg(programVersion()));
    return refuse(
        QStringLiteral(
            "the first argument is a command: run, compare, capacity, show, diff, history, serve or help; got %1.")
            .arg(redactedWords(quoted(command))),
        QLatin1String("help"));
}

} // namespace fiftyfold
