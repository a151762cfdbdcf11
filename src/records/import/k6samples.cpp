// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/k6samples.h"

#include "core/text/visibletext.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fiftyfold {

namespace {

constexpr std::array<std::pair<const char *, qint64 ImportedRequest::*>, 6> timesOfK6{
    {{"http_req_duration", &ImportedRequest::totalNs},
     {"http_req_connecting", &ImportedRequest::connectNs},
     {"http_req_tls_handshaking", &ImportedRequest::tlsNs},
     {"http_req_sending", &ImportedRequest::sendNs},
     {"http_req_waiting", &ImportedRequest::waitNs},
     {"http_req_receiving", &ImportedRequest::receiveNs}}};
constexpr const char *failedOfK6 = "http_req_failed";

qint64 ImportedRequest::*timeOfMetric(const QString &metric)
{
    const auto *found = std::find_if(timesOfK6.begin(), timesOfK6.end(),
                                     [&](const auto &one) { return metric == QLatin1String(one.first); });
    return found == timesOfK6.end() ? nullptr : found->second;
}

HttpVersion httpOfK6(const QString &proto)
{
    return proto == QLatin1String("HTTP/2.0")   ? HttpVersion::Http2
           : proto == QLatin1String("HTTP/1.1") ? HttpVersion::Http11
                                                : HttpVersion::Unknown;
}

} // namespace

K6Samples::K6Samples(ImportedRun &run)
    : m_run(run)
{
    run.tool = QStringLiteral("k6");
    run.isOfEpoch = true;
    run.addLimit(
        QStringLiteral("k6 does not tell names looked up, nor sizes of replies; how long a request was blocked "
                       "is left out, as the wait for a lane is."));
}

bool K6Samples::isOfRequest(const QString &metric)
{
    return metric == QLatin1String(failedOfK6) || timeOfMetric(metric) != nullptr;
}

QString K6Samples::begin(const K6Request &request)
{
    QString problem = addLast();
    bool isNumber = false;
    const int status = request.status.toInt(&isNumber);
    const bool isStatus = request.status.isEmpty() || (isNumber && (status == 0 || (status >= 100 && status <= 999)));
    if (problem.isEmpty() && !isStatus)
        problem = QStringLiteral("the \"status\" of a request should be one such as 200, and is \"%1\"")
                      .arg(visibleText(request.status.left(60)));
    m_last = request;
    return problem;
}

QString K6Samples::take(const QString &metric, double value)
{
    if (!m_last)
        return {};
    const QString twice = QStringLiteral("%1 is there twice of one request").arg(metric);
    if (metric == QLatin1String(failedOfK6)) {
        if (value != 0 && value != 1)
            return QStringLiteral("the value of %1 should be 0 or 1").arg(metric);
        return std::exchange(m_last->hasFailed, value == 1) ? twice : QString();
    }
    const std::optional<qint64> time = importedTime(value, 1e6);
    if (!time)
        return QStringLiteral("the \"value\" of %1 should be a time in milliseconds").arg(metric);
    return std::exchange(m_last->times.*timeOfMetric(metric), *time) >= 0 ? twice : QString();
}

QString K6Samples::addLast()
{
    if (!m_last)
        return {};
    const K6Request told = *std::exchange(m_last, {});
    if (told.times.totalNs < 0)
        return QStringLiteral("the http_req_duration of the request before is not there");
    ImportedRequest request = told.times;
    for (qint64 *stage : {&request.connectNs, &request.tlsNs}) {
        if (*stage > 0)
            request.totalNs += *stage;
        else
            *stage = -1; // of a kept connection
    }
    request.startNs = told.endNs - request.totalNs;
    request.status = told.status.toUShort();
    request.http = httpOfK6(told.proto);
    const bool isUnknown = !told.hasFailed && told.status.isEmpty() && told.error.isEmpty();
    m_hasUnknown = m_hasUnknown || isUnknown;
    if (!isUnknown && told.hasFailed.value_or(true)) // by what the script expects, of any status, where that is told
        request.fault = request.status == 0 ? m_run.fault(told.error) : m_run.statusFault(request.status);
    if (told.hasFailed == true && request.fault == 0)
        request.fault =
            m_run.fault(ErrorClass::Status,
                        QStringLiteral("Status %1, which the script of k6 does not expect").arg(request.status));
    m_run.addUrl(told.method.toLatin1(), told.url);
    return m_run.add(request);
}

QString K6Samples::finish()
{
    addK6Dropped(m_run, m_dropped);
    QString problem = addLast();
    if (m_hasUnknown)
        m_run.addLimit(
            QStringLiteral("These samples of k6 do not tell which requests failed: all are taken for done."));
    return problem;
}

void addK6Dropped(ImportedRun &run, double iterations)
{
    if (iterations > 0)
        run.addLimit(QStringLiteral("k6 dropped %1 iterations for want of virtual users, so fewer requests were sent "
                                    "than planned.")
                         .arg(iterations, 0, 'f', 0));
}

void K6Thresholds::add(const QString &metric, const QString &threshold, const QString &verdict)
{
    constexpr quint32 most = 20;
    if (m_count > most)
        return;
    if (++m_count > most)
        m_run.addLimit(QStringLiteral("There are more thresholds of k6 than %1; the others are not told.").arg(most));
    else
        m_run.addLimit(
            QStringLiteral("k6's threshold of %1, %2, %3.").arg(metric.left(100), threshold.left(100), verdict));
}

} // namespace fiftyfold
