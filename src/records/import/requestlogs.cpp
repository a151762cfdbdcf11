// SPDX-License-Identifier: GPL-3.0-or-later
// Of tools that write a line a request, with the columns that they have.
#include "records/import/delimitedrows.h"
#include "records/import/importformats.h"
#include "records/import/importvalues.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 latestEpochNs = std::numeric_limits<qint64>::max() / 4;

quint16 statusOf(const DelimitedRows &rows, int column)
{
    const qint64 status = rows.whole(column).value_or(0);
    return status >= 100 && status <= 999 ? static_cast<quint16>(status) : quint16(0);
}

quint32 bytesIn(const DelimitedRows &rows, int column)
{
    return static_cast<quint32>(
        std::clamp<double>(rows.number(column).value_or(0), 0, std::numeric_limits<quint32>::max()));
}

/// Of a whole number of `unit` nanoseconds since the epoch.
std::optional<qint64> epochIn(const DelimitedRows &rows, int column, qint64 unit)
{
    const std::optional<qint64> time = rows.whole(column);
    return time && *time >= 0 && *time < latestEpochNs / unit ? std::optional(*time * unit) : std::nullopt;
}

} // namespace

QString importOhaCsv(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("oha");
    run.addLimit(QStringLiteral("oha's CSV has no requests that failed without a reply, and no URL."));
    run.addLimit(
        QStringLiteral("oha's CSV tells when a request began only from the start of its run, not at what time."));
    DelimitedRows rows(text);
    rows.readHeader();
    const int start = rows.column("request-start");
    const int dns = rows.column("DNS");
    const int dialup = rows.column("DNS+dialup");
    const int wait = rows.column("Response-delay");
    const int total = rows.column("request-duration");
    while (rows.next()) {
        ImportedRequest request;
        qint64 dialupNs = 0;
        for (const auto &[column, into] :
             {std::pair(start, &request.startNs), std::pair(dns, &request.dnsNs), std::pair(dialup, &dialupNs),
              std::pair(wait, &request.waitNs), std::pair(total, &request.totalNs)}) {
            const std::optional<qint64> time = importedTime(rows.number(column).value_or(-1), 1e9);
            if (!time)
                return rows.expected(column, QStringLiteral("a time in seconds"));
            *into = *time;
        }
        request.receiveNs = std::max<qint64>(0, request.totalNs - dialupNs - request.waitNs);
        if (dialupNs > 0)
            request.connectNs = std::max<qint64>(0, dialupNs - request.dnsNs);
        else
            request.dnsNs = -1; // of a kept connection
        request.status = statusOf(rows, rows.column("status"));
        request.bytes = bytesIn(rows, rows.column("bytes"));
        request.fault = run.statusFault(request.status);
        if (const QString problem = run.add(request); !problem.isEmpty())
            return text.problemHere(problem);
    }
    return rows.problem();
}

QString importVegetaCsv(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("vegeta");
    run.isOfEpoch = true;
    run.addLimit(QStringLiteral("vegeta does not tell the stages of a request."));
    run.addLimit(
        QStringLiteral("vegeta sends at a rate and does not tell when a request was due, so there is no lag."));
    DelimitedRows rows(text);
    while (rows.next()) {
        if (rows.size() < 12)
            return text.problemHere(QStringLiteral("vegeta's CSV has 12 fields, and this line %1").arg(rows.size()));
        const std::optional<qint64> start = epochIn(rows, 0, 1);
        const std::optional<qint64> total = importedTime(rows.number(2).value_or(-1), 1);
        if (!start || !total)
            return rows.expected(start ? 2 : 0, QStringLiteral("a time in nanoseconds"));
        ImportedRequest request;
        request.startNs = *start;
        request.totalNs = *total;
        request.status = statusOf(rows, 1);
        request.bytes = bytesIn(rows, 4);
        request.fault =
            request.status == 0 ? run.fault(QString::fromUtf8(rows.field(5))) : run.statusFault(request.status);
        run.addUrl(rows.field(9), QString::fromUtf8(rows.field(10)));
        if (const QString problem = run.add(request); !problem.isEmpty())
            return text.problemHere(problem);
    }
    return rows.problem();
}

QString importLocustStats(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("Locust");
    run.addLimit(QStringLiteral("Locust rounds percentiles to about two digits, and has failed requests among them."));
    run.addLimit(QStringLiteral("Locust's statistics have no single requests, and no time at which they began."));
    DelimitedRows rows(text);
    rows.readHeader();
    bool isFound = false;
    while (rows.next()) {
        if (rows.field(rows.column("Name")) != "Aggregated")
            continue;
        isFound = true;
        const double count = rows.number(rows.column("Request Count")).value_or(0);
        const double failed = rows.number(rows.column("Failure Count")).value_or(0);
        run.stateCounts(count, failed, count);
        run.stateBytes(count * rows.number(rows.column("Average Content Size")).value_or(0));
        if (failed > 0)
            run.addLimit(QStringLiteral("Locust's statistics do not tell why requests failed."));
        const double rate = rows.number(rows.column("Requests/s")).value_or(0);
        if (rate > 0) {
            run.stated.requestsPerSecond = rate;
            run.elapsedNs = importedTime(count / rate, 1e9);
        }
        run.state(&Distribution::min, rows.number(rows.column("Min Response Time")).value_or(-1), 1e6);
        run.state(&Distribution::mean, rows.number(rows.column("Average Response Time")).value_or(-1), 1e6);
        run.state(&Distribution::max, rows.number(rows.column("Max Response Time")).value_or(-1), 1e6);
        for (qsizetype i = 0; i < rows.names().size(); ++i) {
            const QString name = QString::fromUtf8(rows.names().at(i));
            if (name.endsWith(QLatin1Char('%')))
                run.statePercentile(name, rows.number(static_cast<int>(i)).value_or(-1), 1e6);
        }
    }
    if (rows.problem().isEmpty() && !isFound)
        return text.problemHere(QStringLiteral("the row \"Aggregated\" is not there: it was cut short"));
    return rows.problem();
}

QString importLocustLog(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("Locust");
    run.isOfEpoch = true;
    run.addLimit(QStringLiteral("Locust does not tell the stages of a request."));
    DelimitedRows rows(text);
    rows.readHeader();
    const int start = rows.column("timestamp");
    const int total = rows.column("response_time_ms");
    while (rows.next()) {
        const std::optional<double> seconds = rows.number(start);
        const std::optional<qint64> totalNs = importedTime(rows.number(total).value_or(-1), 1e6);
        if (!seconds || *seconds < 0 || *seconds > 4e9)
            return rows.expected(start, QStringLiteral("a time in seconds since 1970"));
        if (!totalNs)
            return rows.expected(total, QStringLiteral("a time in milliseconds"));
        ImportedRequest request;
        request.startNs = std::llround(*seconds * 1e6) * 1000;
        request.totalNs = *totalNs;
        request.status = statusOf(rows, rows.column("status_code"));
        request.bytes = bytesIn(rows, rows.column("response_length"));
        const QString exception = QString::fromUtf8(rows.field(rows.column("exception")));
        request.fault =
            !exception.isEmpty() || request.status == 0 ? run.fault(exception) : run.statusFault(request.status);
        if (const QString problem = run.add(request); !problem.isEmpty())
            return text.problemHere(problem);
    }
    return rows.problem();
}

namespace {

/// The first character after a column's name.
char jmeterDelimiter(QByteArrayView head)
{
    constexpr QByteArrayView name("timeStamp");
    const qsizetype at = head.indexOf(name) + name.size();
    const char c = at < head.size() ? head.at(at) : ',';
    return c == '\r' || c == '\n' || c == '"' ? ',' : c;
}

} // namespace

QString importJmeter(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("JMeter");
    run.isOfEpoch = true;
    run.addLimit(QStringLiteral("JMeter's times are whole milliseconds; connect has TLS in it, and wait has send."));
    DelimitedRows rows(text, jmeterDelimiter(text.beginning()));
    rows.readHeader();
    const int start = rows.column("timeStamp");
    const int total = rows.column("elapsed");
    const int url = rows.column("URL");
    const int message = rows.column("responseMessage");
    const int success = rows.column("success");
    quint32 leftOut = 0;
    while (rows.next()) {
        if (rows.field(message).startsWith("Number of samples in transaction")) {
            ++leftOut;
            continue;
        }
        const std::optional<qint64> startNs = epochIn(rows, start, 1'000'000);
        const std::optional<qint64> totalNs = importedTime(rows.number(total).value_or(-1), 1e6);
        if (!startNs || !totalNs)
            return rows.expected(startNs ? total : start, QStringLiteral("a time in milliseconds"));
        ImportedRequest request;
        request.startNs = *startNs;
        request.totalNs = *totalNs;
        const std::optional<qint64> connect = importedTime(rows.number(rows.column("Connect")).value_or(-1), 1e6);
        const std::optional<qint64> latency = importedTime(rows.number(rows.column("Latency")).value_or(-1), 1e6);
        if (connect && *connect > 0)
            request.connectNs = *connect;
        if (latency && *latency > 0) {
            request.waitNs = std::max<qint64>(0, *latency - connect.value_or(0));
            request.receiveNs = std::max<qint64>(0, *totalNs - *latency);
        }
        request.status = statusOf(rows, rows.column("responseCode"));
        request.bytes = bytesIn(rows, rows.column("bytes"));
        if (success < 0 || rows.field(success) != "true") { // it is the verdict, of any status, where it is told
            if (request.status == 0)
                request.fault = run.fault(QString::fromUtf8(rows.field(message)));
            else
                request.fault = run.statusFault(request.status);
            if (request.fault == 0 && success >= 0)
                request.fault =
                    run.fault(ErrorClass::Check, QString::fromUtf8(rows.field(rows.column("failureMessage"))));
        }
        if (const QByteArray address = rows.field(url); !address.isEmpty() && address != "null")
            run.addUrl({}, QString::fromUtf8(address));
        if (const QString problem = run.add(request); !problem.isEmpty())
            return text.problemHere(problem);
    }
    if (leftOut > 0)
        run.addLimit(
            QStringLiteral("Left out are %1 rows of transaction controllers, sums of other rows.").arg(leftOut));
    return rows.problem();
}

QString importH2loadLog(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("h2load");
    run.isOfEpoch = true;
    run.addLimit(
        QStringLiteral("h2load's log has neither URL, sizes nor stages, and does not tell why requests failed."));
    DelimitedRows rows(text, '\t');
    while (rows.next()) {
        const std::optional<qint64> start = epochIn(rows, 0, 1000);
        const std::optional<qint64> total = importedTime(rows.number(2).value_or(-1), 1e3);
        if (!start || !total)
            return rows.expected(start ? 2 : 0, QStringLiteral("a time in microseconds"));
        ImportedRequest request;
        request.startNs = *start;
        request.totalNs = *total;
        request.status = statusOf(rows, 1);
        request.fault = request.status == 0 ? run.fault(QString()) : run.statusFault(request.status);
        if (const QString problem = run.add(request); !problem.isEmpty())
            return text.problemHere(problem);
    }
    return rows.problem();
}

} // namespace fiftyfold
