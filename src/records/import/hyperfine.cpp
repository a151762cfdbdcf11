// SPDX-License-Identifier: GPL-3.0-or-later
// Of hyperfine, whose requests are whole commands. Of several commands it is the first that counts.
#include "records/import/delimitedrows.h"
#include "records/import/importformats.h"
#include "records/import/importvalues.h"

#include <QJsonArray>

namespace fiftyfold {

namespace {

constexpr double secondOfHyperfine = 1e9;

/// Of a file that has no single times.
void stateCommand(ImportedRun &run, double min, double mean, double median, double max)
{
    run.addLimit(QStringLiteral("hyperfine's times are those of a whole command, not of a request."));
    run.addLimit(QStringLiteral("The file does not tell how many runs of the command there were."));
    run.stated.latency.count = unstatedCount;
    run.state(&Distribution::min, min, secondOfHyperfine);
    run.state(&Distribution::mean, mean, secondOfHyperfine);
    run.statePercentile(50, median, secondOfHyperfine);
    run.state(&Distribution::max, max, secondOfHyperfine);
}

void addCommand(ImportedRun &run, const QString &command, qsizetype commands)
{
    run.tool = QStringLiteral("hyperfine");
    run.addLimit(QStringLiteral("The command is: %1").arg(command));
    if (commands > 1)
        run.addLimit(QStringLiteral("The file has %1 commands; this is the first.").arg(commands));
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
    addCommand(run, first.value(QLatin1String("command")).toString(), results.size());
    const auto secondsOf = [&first](const char *key) { return first.value(QLatin1String(key)).toDouble(-1); };
    const QJsonArray codes = first.value(QLatin1String("exit_codes")).toArray();
    const QJsonArray times = first.value(QLatin1String("times")).toArray();
    if (times.isEmpty()) {
        stateCommand(run, secondsOf("min"), secondsOf("mean"), secondsOf("median"), secondsOf("max"));
        return {};
    }
    run.addLimit(QStringLiteral("hyperfine's times are those of a whole command, not of a request; each begins here "
                                "where the one before it ended."));
    ImportedRequest one;
    for (qsizetype i = 0; i < times.size(); ++i) {
        const std::optional<qint64> time = importedTime(times.at(i).toDouble(-1), secondOfHyperfine);
        if (!time)
            return QStringLiteral("\"times\" of the first command should be times in seconds");
        one.totalNs = *time;
        const double code = codes.at(i).toDouble(0);
        one.fault = code == 0 ? 0 : run.fault(ErrorClass::Worker, QStringLiteral("exit code %1").arg(code));
        if (QString problem = run.add(one); !problem.isEmpty())
            return problem;
        one.startNs += one.totalNs;
    }
    return {};
}

QString importHyperfineCsv(ImportText &text, ImportedRun &run)
{
    DelimitedRows rows(text);
    rows.readHeader();
    QString command;
    qsizetype commands = 0;
    while (rows.next()) {
        if (++commands > 1)
            continue;
        command = QString::fromUtf8(rows.field(rows.column("command")));
        const int mean = rows.column("mean");
        const auto secondsOf = [&rows](const char *name) { return rows.number(rows.column(name)).value_or(-1); };
        if (!importedTime(secondsOf("mean"), secondOfHyperfine))
            return rows.expected(mean, QStringLiteral("a time in seconds"));
        stateCommand(run, secondsOf("min"), secondsOf("mean"), secondsOf("median"), secondsOf("max"));
    }
    addCommand(run, command, commands);
    return rows.problem();
}

} // namespace fiftyfold
