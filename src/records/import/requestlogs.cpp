// SPDX-License-Identifier: GPL-3.0-or-later
// Of tools that write a line a request, with the columns that they have.
#include "records/import/importcolumns.h"
#include "records/import/importformats.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fiftyfold {

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
    const QString what = QStringLiteral("a time in seconds");
    while (rows.next()) {
        ImportedRequest request;
        qint64 dialupNs = 0;
        const QString problem = firstProblem(
            {needTime(rows, start, 1e9, what, request.startNs), readTime(rows, dns, 1e9, what, request.dnsNs),
             readTime(rows, dialup, 1e9, what, dialupNs), readTime(rows, wait, 1e9, what, request.waitNs),
             needTime(rows, total, 1e9, what, request.totalNs), readStatus(rows, rows.column("status"), request.status),
             readBytes(rows, rows.column("bytes"), request.bytes)});
        if (!problem.isEmpty())
            return problem;
        if (request.waitNs >= 0) // the rest of it
            request.receiveNs = std::max<qint64>(0, request.totalNs - dialupNs - request.waitNs);
        if (dialupNs > 0)
            request.connectNs = std::max<qint64>(0, dialupNs - std::max<qint64>(0, request.dnsNs));
        else
            request.dnsNs = -1; // of a kept connection
        request.fault = request.status == 0 ? run.fault(QString()) : run.statusFault(request.status);
        if (const QString wrong = run.add(request); !wrong.isEmpty())
            return text.problemHere(wrong);
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
        ImportedRequest request;
        const QString what = QStringLiteral("a time in nanoseconds");
        const QString problem =
            firstProblem({needEpoch(rows, 0, 1, what + QStringLiteral(" since 1970"), request.startNs),
                          needTime(rows, 2, 1, what, request.totalNs), readStatus(rows, 1, request.status),
                          readBytes(rows, 4, request.bytes)});
        if (!problem.isEmpty())
            return problem;
        request.fault =
            request.status == 0 ? run.fault(QString::fromUtf8(rows.field(5))) : run.statusFault(request.status);
        run.addUrl(rows.field(9), QString::fromUtf8(rows.field(10)));
        if (const QString wrong = run.add(request); !wrong.isEmpty())
            return text.problemHere(wrong);
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
        if (rows.field(rows.column("Name")) != "Aggregated" || !rows.field(rows.column("Type")).isEmpty())
            continue;
        if (std::exchange(isFound, true))
            return text.problemHere(QStringLiteral("it has a second row \"Aggregated\": these are two files in one"));
        for (const char *column : {"Request Count", "Failure Count"}) {
            if (rows.whole(rows.column(column)).value_or(-1) < 0)
                return rows.expected(rows.column(column), QStringLiteral("a number of requests"));
        }
        const double count = rows.number(rows.column("Request Count")).value_or(0);
        const double failed = rows.number(rows.column("Failure Count")).value_or(0);
        run.stateCounts(count, failed, count);
        run.stateBytes(count * rows.number(rows.column("Average Content Size")).value_or(0));
        if (failed > 0)
            run.addLimit(QStringLiteral("Locust's statistics do not tell why requests failed."));
        const double rate = rows.number(rows.column("Requests/s")).value_or(0);
        run.stateRate(rate);
        if (rate > 0)
            run.stateElapsed(count / rate, 1e9);
        run.state(&Distribution::min, rows.number(rows.column("Min Response Time")).value_or(-1), 1e6);
        run.state(&Distribution::mean, rows.number(rows.column("Average Response Time")).value_or(-1), 1e6);
        run.state(&Distribution::max, rows.number(rows.column("Max Response Time")).value_or(-1), 1e6);
        run.statePercentile(50, rows.number(rows.column("Median Response Time")).value_or(-1), 1e6);
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
        if (!seconds || *seconds < 0 || *seconds > 4e9)
            return rows.expected(start, QStringLiteral("a time in seconds since 1970"));
        ImportedRequest request;
        request.startNs = std::llround(*seconds * 1e6) * 1000;
        const QString problem =
            firstProblem({needTime(rows, total, 1e6, QStringLiteral("a time in milliseconds"), request.totalNs),
                          readStatus(rows, rows.column("status_code"), request.status),
                          readBytes(rows, rows.column("response_length"), request.bytes)});
        if (!problem.isEmpty())
            return problem;
        const QString exception = QString::fromUtf8(rows.field(rows.column("exception")));
        request.fault = request.status == 0 ? run.fault(exception) : run.statusFault(request.status);
        if (request.fault == 0 && !exception.isEmpty()) { // what the script did not expect, or a reply that broke off
            const ErrorClass error = errorClassOfWords(exception);
            request.fault = run.fault(error == ErrorClass::Protocol ? ErrorClass::Check : error, exception);
        }
        if (const QString wrong = run.add(request); !wrong.isEmpty())
            return text.problemHere(wrong);
    }
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
        ImportedRequest request;
        const QString what = QStringLiteral("a time in microseconds");
        const QString problem = firstProblem(
            {needEpoch(rows, 0, 1000, what, request.startNs), needTime(rows, 2, 1e3, what, request.totalNs)});
        if (!problem.isEmpty())
            return problem;
        const qint64 status = rows.whole(1).value_or(0); // -1 without a reply
        request.status = status >= 100 && status <= 999 ? static_cast<quint16>(status) : quint16(0);
        request.fault = request.status == 0 ? run.fault(QString()) : run.statusFault(request.status);
        if (const QString wrong = run.add(request); !wrong.isEmpty())
            return text.problemHere(wrong);
    }
    return rows.problem();
}

} // namespace fiftyfold
