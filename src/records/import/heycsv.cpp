// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importcolumns.h"
#include "records/import/importformats.h"

#include <algorithm>

namespace fiftyfold {

QString importHeyCsv(ImportText &text, ImportedRun &run)
{
    constexpr quint32 heyKeeps = 1'000'000;
    run.tool = QStringLiteral("hey");
    run.addLimit(
        QStringLiteral("hey's CSV has no requests that failed without a reply, so their number is not known."));
    run.addLimit(
        QStringLiteral("hey's CSV tells when a request began only from the start of its run, not at what time."));
    run.addLimit(QStringLiteral("hey's CSV has neither URL nor sizes."));
    DelimitedRows rows(text);
    rows.readHeader();
    const int total = rows.column("response-time");
    const int dialup = rows.column("DNS+dialup");
    const int dns = rows.column("DNS");
    const int send = rows.column("Request-write");
    const int wait = rows.column("Response-delay");
    const int receive = rows.column("Response-read");
    const int status = rows.column("status-code");
    const int offset = rows.column("offset");
    const QString what = QStringLiteral("a time in seconds");
    bool hasShort = false;
    quint32 count = 0;
    while (rows.next()) {
        ImportedRequest request;
        qint64 dialupNs = 0;
        QString problem = firstProblem(
            {needTime(rows, total, 1e9, what, request.totalNs), readTime(rows, dialup, 1e9, what, dialupNs),
             readTime(rows, dns, 1e9, what, request.dnsNs), readTime(rows, send, 1e9, what, request.sendNs),
             readTime(rows, wait, 1e9, what, request.waitNs), readTime(rows, receive, 1e9, what, request.receiveNs),
             needTime(rows, offset, 1e9, what, request.startNs), readStatus(rows, status, request.status)});
        if (problem.isEmpty() && request.status == 0)
            problem = rows.expected(status, QStringLiteral("a status such as 200"));
        if (!problem.isEmpty())
            return problem;
        if (dialupNs > 0)
            request.connectNs = std::max<qint64>(0, dialupNs - std::max<qint64>(0, request.dnsNs));
        else
            request.dnsNs = -1; // of a kept connection
        request.fault = run.statusFault(request.status);
        hasShort = hasShort || request.totalNs < 1'000'000;
        ++count;
        if (problem = run.add(request); !problem.isEmpty())
            return text.problemHere(problem);
    }
    run.addLimit(hasShort ? QStringLiteral("hey rounds times to 0.1 ms: of those below 1 ms that is up to half.")
                          : QStringLiteral("hey rounds times to 0.1 ms."));
    if (count == heyKeeps)
        run.addLimit(QStringLiteral("hey keeps a million requests at most: there may have been more."));
    return rows.problem();
}

} // namespace fiftyfold
