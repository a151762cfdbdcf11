// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/barejtl.h"
#include "records/import/importcolumns.h"
#include "records/import/importformats.h"

#include <algorithm>
#include <optional>

namespace fiftyfold {

namespace {

/// Tells rows of transaction controllers, which are sums, from those that they are sums of. These come before.
class JmeterSums
{
public:
    JmeterSums(const DelimitedRows &rows, ImportedRun &run)
        : m_rows(rows)
        , m_thread(rows.column("threadName"))
        , m_message(rows.column("responseMessage"))
        , m_code(rows.column("responseCode"))
        , m_url(rows.column("URL"))
    {
        if (m_message < 0 && m_url < 0)
            run.addLimit(QStringLiteral("This JTL lacks columns by which rows of transaction controllers, sums of "
                                        "other rows, are known: if it has any, they are among the requests."));
    }

    bool hasUrl() const
    {
        const QByteArray url = m_rows.field(m_url);
        return !url.isEmpty() && url != "null";
    }

    /// Of the row that was read, which began then.
    bool isSum(qint64 startNs)
    {
        const QByteArray message = m_rows.field(m_message);
        const bool isNamed = message.startsWith("Number of samples in transaction");
        const bool isPerhaps = m_url >= 0 && !hasUrl() && !m_rows.field(m_code).startsWith("Non HTTP");
        const QByteArray thread = m_rows.field(m_thread);
        const qint64 last = m_lastStarts.value(thread, -1);
        const qint64 lastWithUrl = m_lastUrlStarts.value(thread, -1);
        // Where it stands for its children, which are not there, it is the only one to tell of them.
        const bool hasChildren = m_thread >= 0 ? last >= startNs : lastWithUrl >= 0;
        if ((isNamed && (hasChildren || message.startsWith("Number of samples in transaction : 0,"))) ||
            (isPerhaps && lastWithUrl >= startNs))
            return true;
        m_hasParents = m_hasParents || isNamed;
        m_lastStarts[thread] = std::max(last, startNs);
        if (hasUrl())
            m_lastUrlStarts[thread] = std::max(lastWithUrl, startNs);
        return false;
    }

    /// Whether there are such rows of which what they are sums of is not there.
    bool hasParents() const { return m_hasParents; }

private:
    const DelimitedRows &m_rows;
    const int m_thread, m_message, m_code, m_url;
    QHash<QByteArray, qint64> m_lastStarts; ///< By thread; all in one where threads are not told.
    QHash<QByteArray, qint64> m_lastUrlStarts;
    bool m_hasParents = false;
};

/// It is the verdict of its assertions, of any status, where it is told.
QString readVerdict(const DelimitedRows &rows, ImportedRun &run, ImportedRequest &request)
{
    const int success = rows.column("success");
    const int code = rows.column("responseCode");
    const QByteArray verdict = rows.field(success).trimmed().toLower();
    if (success >= 0 && verdict != "true" && verdict != "false")
        return rows.expected(success, QStringLiteral("true or false"));
    if (verdict == "true" || (success < 0 && code < 0))
        return {};
    const QString message = QString::fromUtf8(rows.field(rows.column("responseMessage")));
    const QString words = message.isEmpty() ? QString::fromUtf8(rows.field(code)) : message;
    if (request.status == 0)
        request.fault =
            run.fault(errorClassOfWords(QString::fromUtf8(rows.field(code)) + QLatin1Char(' ') + message), words);
    else
        request.fault = run.statusFault(request.status);
    if (request.fault == 0 && success >= 0)
        request.fault = run.fault(ErrorClass::Check, QString::fromUtf8(rows.field(rows.column("failureMessage"))));
    return {};
}

quint16 jmeterStatus(const DelimitedRows &rows, int column)
{
    const qint64 status = rows.whole(column).value_or(0); // it may be words
    return status >= 100 && status <= 999 ? static_cast<quint16>(status) : quint16(0);
}

} // namespace

QString importJmeter(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("JMeter");
    run.isOfEpoch = true;
    run.addLimit(QStringLiteral("JMeter's times are whole milliseconds; connect has TLS in it, and wait has send."));
    const std::optional<char> bare = delimiterOfBareJtl(text.beginning());
    DelimitedRows rows(text, bare);
    if (bare) {
        rows.assumeNames(jmeterColumns());
        run.addLimit(QStringLiteral("This JTL has no line with names of its columns: they are taken to be JMeter's "
                                    "own, in its order."));
    } else {
        rows.readHeader();
    }
    const int start = rows.column("timeStamp");
    const int connect = rows.column("Connect");
    const int latency = rows.column("Latency");
    const int bytes = rows.column("bytes");
    const int threads = rows.column("allThreads");
    if (bytes >= 0)
        run.addLimit(QStringLiteral("JMeter counts headers among the bytes; how many are of bodies it does not tell."));
    if (rows.column("success") < 0 && rows.column("responseCode") < 0)
        run.addLimit(QStringLiteral("This JTL does not tell which requests failed: all are taken for done."));
    const QString what = QStringLiteral("a time in milliseconds");
    JmeterSums sums(rows, run);
    QHash<QByteArray, quint32> lanes;
    quint32 leftOut = 0;
    double mostThreads = 0;
    while (rows.next()) {
        ImportedRequest request;
        qint64 connectNs = 0;
        qint64 latencyNs = 0;
        QString problem = firstProblem(
            {needEpoch(rows, start, 1'000'000, what + QStringLiteral(" since 1970"), request.startNs),
             needTime(rows, rows.column("elapsed"), 1e6, what, request.totalNs),
             readTime(rows, connect, 1e6, what, connectNs), readTime(rows, latency, 1e6, what, latencyNs)});
        if (!problem.isEmpty())
            return problem;
        if (sums.isSum(request.startNs)) {
            ++leftOut;
            continue;
        }
        if (connectNs > 0)
            request.connectNs = connectNs;
        if (latencyNs > 0) {
            request.waitNs = std::max<qint64>(0, latencyNs - connectNs);
            request.receiveNs = std::max<qint64>(0, request.totalNs - latencyNs);
        }
        request.status = jmeterStatus(rows, rows.column("responseCode"));
        problem = readVerdict(rows, run, request);
        // Without a reply they are those of the words that stand in its place.
        if (problem.isEmpty() && (request.status != 0 || request.fault == 0))
            problem = readBytes(rows, bytes, request.bytes);
        if (!problem.isEmpty())
            return problem;
        if (const QByteArray thread = rows.field(rows.column("threadName")); !thread.isEmpty()) {
            const auto next = static_cast<quint32>(lanes.size());
            request.lane = lanes.contains(thread) ? lanes.value(thread) : *lanes.insert(thread, next);
        }
        mostThreads = std::max(mostThreads, rows.number(threads).value_or(0));
        if (sums.hasUrl())
            run.addUrl({}, QString::fromUtf8(rows.field(rows.column("URL"))));
        if (problem = run.add(request); !problem.isEmpty())
            return text.problemHere(problem);
    }
    run.stateAtOnce(mostThreads);
    if (sums.hasParents())
        run.addLimit(
            QStringLiteral("Some rows are transactions of which the single requests are not told; each is taken "
                           "for one request."));
    if (leftOut > 0)
        run.addLimit(
            QStringLiteral("Left out are %1 rows of transaction controllers, sums of other rows.").arg(leftOut));
    return rows.problem();
}

} // namespace fiftyfold
