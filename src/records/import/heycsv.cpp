// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/delimitedrows.h"
#include "records/import/importformats.h"

#include <algorithm>

namespace fiftyfold {

QString importHeyCsv(ImportText &text, ImportedRun &run)
{
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
    bool hasShort = false;
    while (rows.next()) {
        ImportedRequest request;
        qint64 dialupNs = 0;
        for (const auto &[column, into] :
             {std::pair(total, &request.totalNs), std::pair(dialup, &dialupNs), std::pair(dns, &request.dnsNs),
              std::pair(send, &request.sendNs), std::pair(wait, &request.waitNs),
              std::pair(receive, &request.receiveNs), std::pair(offset, &request.startNs)}) {
            const std::optional<qint64> time = importedTime(rows.number(column).value_or(-1), 1e9);
            if (!time)
                return rows.expected(column, QStringLiteral("a time in seconds"));
            *into = *time;
        }
        if (dialupNs > 0)
            request.connectNs = std::max<qint64>(0, dialupNs - request.dnsNs);
        else
            request.dnsNs = -1; // of a kept connection
        request.status = static_cast<quint16>(std::clamp<qint64>(rows.whole(status).value_or(0), 0, 999));
        if (request.status < 100)
            return rows.expected(status, QStringLiteral("a status such as 200"));
        request.fault = run.statusFault(request.status);
        hasShort = hasShort || request.totalNs < 1'000'000;
        if (const QString problem = run.add(request); !problem.isEmpty())
            return text.problemHere(problem);
    }
    run.addLimit(hasShort ? QStringLiteral("hey rounds times to 0.1 ms: of those below 1 ms that is up to half.")
                          : QStringLiteral("hey rounds times to 0.1 ms."));
    return rows.problem();
}

} // namespace fiftyfold
