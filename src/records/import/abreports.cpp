// SPDX-License-Identifier: GPL-3.0-or-later
// Of ab: what it prints, and what it writes with -g.
#include "records/import/importcolumns.h"
#include "records/import/importformats.h"
#include "records/import/importvalues.h"
#include "records/import/reportwords.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr QLatin1String meanOfAb("mean[+/-sd]"); ///< Two columns.

struct AbReport {
    bool hasBegun = false;
    double complete = -1;
    double failed = 0; ///< In its own count.
    bool hasCauses = false;
    double connect = 0;
    double receive = 0;
    double exceptions = 0;
    double badStatus = 0;
    QString host;
    QString port;
    QString path;
    bool isTls = false;
    QStringList columns; ///< Of the table of times.
    Distribution connecting = unstatedDistribution(0);
    Distribution waiting = unstatedDistribution(0);
    bool hasTimes = false;
};

/// What follows the key, where the line begins with it.
QString abValue(const QByteArray &line, const char *key)
{
    return line.startsWith(key) ? QString::fromUtf8(line.mid(static_cast<qsizetype>(qstrlen(key)))).trimmed()
                                : QString();
}

/// "min mean[+/-sd] median max", or with -S "min avg max".
QStringList abColumns(const QStringList &words)
{
    QStringList columns;
    for (const QString &word : words) {
        if (word == meanOfAb)
            columns += {QStringLiteral("mean"), QStringLiteral("sd")};
        else
            columns += word == QLatin1String("avg") ? QStringLiteral("mean") : word;
    }
    return columns;
}

/// Of a row of the table of times the figures that it has; false where one is no number.
bool takeAbRow(const QStringList &words, const QStringList &columns, Distribution &times)
{
    for (const auto &[name, figure] : {std::pair("min", &Distribution::min), std::pair("mean", &Distribution::mean),
                                       std::pair("median", &Distribution::p50), std::pair("max", &Distribution::max)}) {
        const qsizetype at = columns.indexOf(QLatin1String(name));
        if (at < 0)
            continue;
        const std::optional<double> number = reportNumber(words.value(at + 1));
        const std::optional<qint64> time = number ? importedTime(*number, nsOfMs) : std::nullopt;
        if (!time)
            return false;
        times.*figure = static_cast<double>(*time);
    }
    return true;
}

/// "(Connect: 0, Receive: 0, Length: 12, Exceptions: 0)"; versions of old have no "Receive".
void takeAbCauses(const QStringList &words, AbReport &report)
{
    report.hasCauses = true;
    for (const auto &[name, count] : {std::pair("(Connect:", &report.connect), std::pair("Receive:", &report.receive),
                                      std::pair("Exceptions:", &report.exceptions)}) {
        const qsizetype at = words.indexOf(QLatin1String(name));
        QString number = at < 0 ? QString() : words.value(at + 1);
        *count = reportNumber(number.remove(QLatin1Char(',')).remove(QLatin1Char(')'))).value_or(0);
    }
}

/// Of "Complete requests:" and the like.
QString takeAbNumber(const QString &word, const ImportText &text, double &number)
{
    const std::optional<double> found = reportNumber(word);
    number = found.value_or(number);
    return found ? QString() : wrongWord(text, QStringLiteral("a number"), word);
}

QString takeAbTimes(const QStringList &words, const ImportText &text, ImportedRun &run, AbReport &report)
{
    const QString first = words.value(0);
    bool isRow = true;
    if (first == QLatin1String("Connect:")) {
        isRow = takeAbRow(words, report.columns, report.connecting);
    } else if (first == QLatin1String("Waiting:")) {
        isRow = takeAbRow(words, report.columns, report.waiting);
    } else if (first == QLatin1String("Total:")) {
        isRow = takeAbRow(words, report.columns, run.stated.latency);
        report.hasTimes = isRow;
    }
    return isRow
               ? QString()
               : wrongWord(text, QStringLiteral("a row of times in whole milliseconds"), words.join(QLatin1Char(' ')));
}

/// What is wrong with the line, if anything.
QString takeAbLine(const QByteArray &line, const ImportText &text, ImportedRun &run, AbReport &report)
{
    if (beginsReport(line.trimmed()) && std::exchange(report.hasBegun, true))
        return secondReport(text);
    const QStringList words = wordsOf(line);
    const QString first = words.value(0);
    if (const QString host = abValue(line, "Server Hostname:"); !host.isEmpty())
        report.host = host.contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(host) : host;
    else if (const QString port = abValue(line, "Server Port:"); !port.isEmpty())
        report.port = port;
    else if (const QString path = abValue(line, "Document Path:"); !path.isEmpty())
        report.path = path;
    else if (line.startsWith("SSL/TLS Protocol:"))
        report.isTls = true;
    else if (const QString lanes = abValue(line, "Concurrency Level:"); !lanes.isEmpty())
        run.stateAtOnce(reportNumber(lanes).value_or(0));
    else if (line.startsWith("Complete requests:"))
        return takeAbNumber(words.value(2), text, report.complete);
    else if (line.startsWith("Failed requests:"))
        return takeAbNumber(words.value(2), text, report.failed);
    else if (line.startsWith("Non-2xx responses:"))
        return takeAbNumber(words.value(2), text, report.badStatus);
    else if (first == QLatin1String("(Connect:"))
        takeAbCauses(words, report);
    else if (line.startsWith("HTML transferred:"))
        run.stateBytes(reportNumber(words.value(2)).value_or(0));
    else if (line.startsWith("Requests per second:"))
        run.stateRate(reportNumber(words.value(3)).value_or(0));
    else if (line.startsWith("Connection Times (ms)"))
        report.columns = abColumns({QStringLiteral("min"), meanOfAb, QStringLiteral("median"), QStringLiteral("max")});
    else if (first == QLatin1String("min") && words.contains(QStringLiteral("max")))
        report.columns = abColumns(words);
    else if (first.endsWith(QLatin1Char('%')) && words.size() >= 2)
        run.statePercentile(first, reportNumber(words.at(1)).value_or(-1), nsOfMs);
    else if (line.startsWith("Time taken for tests:")) {
        double seconds = 0;
        QString problem = takeAbNumber(words.value(4), text, seconds);
        run.stateElapsed(seconds, nsOfSecond);
        return problem;
    } else if (!report.columns.isEmpty()) {
        return takeAbTimes(words, text, run, report);
    }
    return {};
}

/// Of one request ab may count several causes.
void countAbFailures(ImportedRun &run, AbReport &report)
{
    double rest = report.complete;
    const auto fail = [&](ErrorClass error, double count) { rest -= run.stateErrors(error, std::min(rest, count)); };
    const double told = report.connect + report.receive + report.exceptions + report.badStatus;
    if (told > rest)
        run.addLimit(QStringLiteral("ab counts more failures than requests: it counts several causes of one."));
    fail(ErrorClass::Connect, report.connect);
    fail(ErrorClass::Reset, report.receive + report.exceptions);
    const bool isAnswered = rest > 0;
    fail(ErrorClass::Status, report.badStatus);
    double failed = report.complete - rest;
    if (!report.hasCauses && report.failed > 0) {
        run.addLimit(QStringLiteral("ab does not tell here why requests failed: among them may be replies that only "
                                    "have another length than the first."));
        failed = std::max(failed, std::min(report.complete, report.failed));
    }
    run.stateCounts(report.complete, failed, isAnswered ? report.complete : 0);
    if (isAnswered || report.complete == 0)
        return;
    run.percentiles.clear();
    run.addLimit(QStringLiteral("No request got a reply, so what ab prints as times is left out."));
}

void addAbStages(ImportedRun &run, const AbReport &report)
{
    for (const auto &[stage, times] :
         {std::pair(Stage::Connect, &report.connecting), std::pair(Stage::Wait, &report.waiting)}) {
        if (!isStated(times->mean) || run.stated.latency.count == 0)
            return;
        run.stated.stages[indexOf(stage)] = *times;
        run.stated.stages[indexOf(stage)].count = run.stated.latency.count;
    }
    run.addLimit(QStringLiteral("Of its table \"Connect\" and \"Waiting\" are taken as the stages connect and wait, of "
                                "all requests, with TLS in connect and 0 on a kept connection; \"Processing\" is not "
                                "taken."));
}

} // namespace

QString importAb(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("ab");
    run.addLimit(
        QStringLiteral("ab's times are whole milliseconds and have those of requests that failed among them."));
    run.addLimit(QStringLiteral("What ab prints has no single requests and no time at which it began."));
    AbReport report;
    QByteArray line;
    while (text.readLine(line)) {
        if (QString problem = takeAbLine(line, text, run, report); !problem.isEmpty())
            return problem;
    }
    if (!text.problem().isEmpty())
        return text.problem();
    if (report.complete < 0)
        return cutShort(text, "Complete requests:");
    if (report.complete > 0 && !report.hasTimes)
        return cutShort(text, "Total:");
    if (!run.percentiles.empty() && !run.percentiles.contains(100)) // with -d it prints none of them
        return cutShort(text, "100%");
    if (!report.host.isEmpty())
        run.addUrl({}, QStringLiteral("%1://%2:%3%4")
                           .arg(report.isTls ? QStringLiteral("https") : QStringLiteral("http"), report.host,
                                report.port, report.path));
    countAbFailures(run, report);
    addAbStages(run, report);
    return {};
}

QString importAbTable(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("ab");
    run.addLimit(QStringLiteral("ab's times are whole milliseconds; its table has neither URL, statuses nor sizes, and "
                                "no requests that failed without a reply."));
    run.addLimit(QStringLiteral("ab's table tells only in which second a request began, so there are the times of all "
                                "requests, and no single ones; percentiles are worked out from these."));
    run.addLimit(
        QStringLiteral("Of its columns, ctime is taken as the stage connect, which has TLS in it and is 0 on a "
                       "kept connection, wait as wait, and what is left of dtime as receive, with sending "
                       "in it."));
    DelimitedRows rows(text, '\t');
    rows.readHeader();
    const int start = rows.column("seconds");
    const int total = rows.column("ttime");
    const int connect = rows.column("ctime");
    const int wait = rows.column("wait");
    const QString time = QStringLiteral("a time in milliseconds");
    run.hasCoarseStarts = true;
    while (rows.next()) {
        ImportedRequest request;
        const QString problem =
            firstProblem({needEpoch(rows, start, 1'000'000'000, QStringLiteral("a time in seconds since the epoch"),
                                    request.startNs),
                          needTime(rows, total, nsOfMs, time, request.totalNs),
                          readTime(rows, connect, nsOfMs, time, request.connectNs),
                          readTime(rows, wait, nsOfMs, time, request.waitNs)});
        if (!problem.isEmpty())
            return problem;
        if (request.connectNs >= 0 && request.waitNs >= 0)
            request.receiveNs = std::max<qint64>(0, request.totalNs - request.connectNs - request.waitNs);
        if (const QString wrong = run.add(request); !wrong.isEmpty())
            return text.problemHere(wrong);
    }
    return rows.problem();
}

} // namespace fiftyfold
