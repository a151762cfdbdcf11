// SPDX-License-Identifier: GPL-3.0-or-later
// Of hyperfine, whose requests are whole commands. Of several commands it is the first that counts; of the others their
// figures are told.
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "records/import/delimitedrows.h"
#include "records/import/importformats.h"
#include "records/import/importvalues.h"

#include <QJsonArray>

#include <vector>

namespace fiftyfold {

namespace {

constexpr qsizetype commandsTold = 50;

/// What a file states of a command, in seconds; -1 where it does not.
struct CommandFigures {
    QString command;
    double min = -1;
    double mean = -1;
    double median = -1;
    double max = -1;
    double user = -1;
    double system = -1;
    qsizetype runs = 0; ///< Whose times it has.
};

/// Empty where it is no time.
QString secondsText(double seconds)
{
    const std::optional<qint64> time = importedTime(seconds, nsOfSecond);
    return time ? durationForPeople(*time, recordLocale()) : QString();
}

/// "mean 1.05 s, 1.04 s to 1.07 s, median 1.05 s"
QString commandFiguresText(const CommandFigures &one)
{
    QStringList parts;
    if (const QString mean = secondsText(one.mean); !mean.isEmpty())
        parts.append(QStringLiteral("mean ") + mean);
    if (const QString min = secondsText(one.min), max = secondsText(one.max); !min.isEmpty() && !max.isEmpty())
        parts.append(QStringLiteral("%1 to %2").arg(min, max));
    if (const QString median = secondsText(one.median); !median.isEmpty())
        parts.append(QStringLiteral("median ") + median);
    if (one.runs > 0)
        parts.append(one.runs == 1 ? QStringLiteral("1 run") : QStringLiteral("%1 runs").arg(one.runs));
    return parts.join(QLatin1String(", "));
}

/// Of a file that has no single times.
void stateCommand(ImportedRun &run, const CommandFigures &one)
{
    run.addLimit(QStringLiteral("hyperfine's times are those of a whole command, not of a request."));
    run.addLimit(QStringLiteral("The file does not tell how many runs of the command there were."));
    run.stated.latency.count = unstatedCount;
    run.state(&Distribution::min, one.min, nsOfSecond);
    run.state(&Distribution::mean, one.mean, nsOfSecond);
    run.statePercentile(50, one.median, nsOfSecond);
    run.state(&Distribution::max, one.max, nsOfSecond);
}

void addCommand(ImportedRun &run, const CommandFigures &one, qsizetype commands)
{
    run.tool = QStringLiteral("hyperfine");
    run.addLimit(QStringLiteral("The command is: %1").arg(one.command));
    if (const QString user = secondsText(one.user), system = secondsText(one.system);
        !user.isEmpty() && !system.isEmpty())
        run.addLimit(
            QStringLiteral("Its processor time, %1 user and %2 system on average, is not taken.").arg(user, system));
    if (commands > 1)
        run.addLimit(QStringLiteral("The file has %1 commands; this is the first.").arg(commands));
}

/// `number`: from 1. The figures come first, as a sentence has an end.
void addOtherCommand(ImportedRun &run, const CommandFigures &one, qsizetype number)
{
    if (number <= commandsTold)
        run.addLimit(QStringLiteral("Command %1 (%2): %3").arg(number).arg(commandFiguresText(one), one.command));
    else if (number == commandsTold + 1)
        run.addLimit(QStringLiteral("Of the commands after the first %1 nothing is told here.").arg(commandsTold));
}

CommandFigures commandFiguresOf(const QJsonObject &json)
{
    const auto secondsOf = [&json](const char *key) { return json.value(QLatin1String(key)).toDouble(-1); };
    return {json.value(QLatin1String("command")).toString(),
            secondsOf("min"),
            secondsOf("mean"),
            secondsOf("median"),
            secondsOf("max"),
            secondsOf("user"),
            secondsOf("system"),
            json.value(QLatin1String("times")).toArray().size()};
}

/// Of one run of the command; 0 where it is done. What a signal ended has null.
quint32 exitFault(ImportedRun &run, const QJsonValue &code)
{
    if (code.isNull())
        return run.fault(ErrorClass::Worker, QStringLiteral("ended by a signal"));
    return code.toDouble(0) == 0 ? 0
                                 : run.fault(ErrorClass::Worker, QStringLiteral("exit code %1").arg(code.toDouble()));
}

QString addRuns(ImportedRun &run, const QJsonArray &times, const QJsonArray &codes)
{
    run.addLimit(QStringLiteral("hyperfine's times are those of a whole command, not of a request; each begins here "
                                "where the one before it ended."));
    ImportedRequest one;
    for (qsizetype i = 0; i < times.size(); ++i) {
        const std::optional<qint64> time = importedTime(times.at(i).toDouble(-1), nsOfSecond);
        if (!time)
            return QStringLiteral("\"times\" of the first command should be times in seconds, and number %1 is none")
                .arg(i + 1);
        one.totalNs = *time;
        one.fault = i < codes.size() ? exitFault(run, codes.at(i)) : 0;
        if (QString problem = run.add(one); !problem.isEmpty())
            return problem;
        one.startNs += one.totalNs;
    }
    return {};
}

} // namespace

QString importHyperfine(ImportText &text, ImportedRun &run)
{
    QJsonObject json;
    if (QString problem = readImportedObject(text, json); !problem.isEmpty())
        return problem;
    const QJsonArray results = json.value(QLatin1String("results")).toArray();
    if (results.isEmpty())
        return QStringLiteral("\"results\" has no command");
    const QJsonObject first = results.at(0).toObject();
    const CommandFigures figures = commandFiguresOf(first);
    if (figures.runs == 0 && secondsText(figures.mean).isEmpty())
        return QStringLiteral("\"results\" should have commands with \"times\" or \"mean\" in seconds, and the first "
                              "one has neither");
    addCommand(run, figures, results.size());
    for (qsizetype i = 1; i < results.size(); ++i)
        addOtherCommand(run, commandFiguresOf(results.at(i).toObject()), i + 1);
    if (figures.runs > 0)
        return addRuns(run, first.value(QLatin1String("times")).toArray(),
                       first.value(QLatin1String("exit_codes")).toArray());
    stateCommand(run, figures);
    return {};
}

QString importHyperfineCsv(ImportText &text, ImportedRun &run)
{
    DelimitedRows rows(text);
    rows.readHeader();
    const int mean = rows.column("mean");
    const auto secondsOf = [&rows](const char *name) { return rows.number(rows.column(name)).value_or(-1); };
    CommandFigures first;
    std::vector<CommandFigures> others;
    qsizetype commands = 0;
    while (rows.next()) {
        const CommandFigures one{QString::fromUtf8(rows.field(rows.column("command"))),
                                 secondsOf("min"),
                                 secondsOf("mean"),
                                 secondsOf("median"),
                                 secondsOf("max"),
                                 secondsOf("user"),
                                 secondsOf("system"),
                                 0};
        if (secondsText(one.mean).isEmpty())
            return rows.expected(mean, QStringLiteral("a time in seconds"));
        if (++commands == 1)
            first = one;
        else if (commands <= commandsTold + 1)
            others.push_back(one);
        if (!run.goesOn())
            return readingGivenUp();
    }
    if (!rows.problem().isEmpty())
        return rows.problem();
    if (commands == 0)
        return QStringLiteral("no command is in it");
    stateCommand(run, first);
    addCommand(run, first, commands);
    for (std::size_t i = 0; i < others.size(); ++i)
        addOtherCommand(run, others[i], static_cast<qsizetype>(i) + 2);
    return {};
}

} // namespace fiftyfold
