// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importformats.h"
#include "records/import/importvalues.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fiftyfold {

namespace {

/// What k6 tells of a request: a line each, one after the other, with the same time and tags.
struct K6Request {
    QString end;
    QJsonObject tags;
    ImportedRequest times; ///< totalNs is k6's duration, which is without connecting.
};

qint64 *timeOfMetric(const QString &metric, ImportedRequest &times)
{
    const std::array<std::pair<const char *, qint64 *>, 6> known{{{"http_req_duration", &times.totalNs},
                                                                  {"http_req_connecting", &times.connectNs},
                                                                  {"http_req_tls_handshaking", &times.tlsNs},
                                                                  {"http_req_sending", &times.sendNs},
                                                                  {"http_req_waiting", &times.waitNs},
                                                                  {"http_req_receiving", &times.receiveNs}}};
    const auto *found =
        std::find_if(known.begin(), known.end(), [&](const auto &one) { return metric == QLatin1String(one.first); });
    return found == known.end() ? nullptr : found->second;
}

QString addK6Request(const K6Request &told, ImportedRun &run)
{
    const std::optional<qint64> end = epochFromText(told.end);
    if (!end)
        return QStringLiteral("the \"time\" of a request should be one such as 2026-11-25T10:00:00.5Z");
    if (told.times.totalNs < 0)
        return QStringLiteral("the http_req_duration of the request before is not there");
    const auto tag = [&told](const char *name) { return told.tags.value(QLatin1String(name)).toString(); };
    ImportedRequest request = told.times;
    for (qint64 *stage : {&request.connectNs, &request.tlsNs}) {
        if (*stage > 0)
            request.totalNs += *stage;
        else
            *stage = -1; // of a kept connection
    }
    request.startNs = *end - request.totalNs;
    request.status = importedStatus(tag("status").toInt());
    request.http = tag("proto") == QLatin1String("HTTP/2.0")   ? HttpVersion::Http2
                   : tag("proto") == QLatin1String("HTTP/1.1") ? HttpVersion::Http11
                                                               : HttpVersion::Unknown;
    request.fault = request.status == 0 ? run.fault(tag("error")) : run.statusFault(request.status);
    run.addUrl(tag("method").toLatin1(), tag("url"));
    return run.add(request);
}

} // namespace

void addK6Dropped(ImportedRun &run, double iterations)
{
    if (iterations > 0)
        run.addLimit(QStringLiteral("k6 dropped %1 iterations for want of virtual users, so fewer requests were sent "
                                    "than planned.")
                         .arg(iterations, 0, 'f', 0));
}

QString importK6Lines(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("k6");
    run.isOfEpoch = true;
    run.addLimit(
        QStringLiteral("k6 does not tell names looked up, nor sizes of replies; how long a request was blocked "
                       "is left out, as the wait for a lane is."));
    std::optional<K6Request> told;
    double dropped = 0;
    const auto take = [&](const QJsonObject &json) -> QString {
        if (!run.goesOn())
            return readingGivenUp();
        if (json.value(QLatin1String("type")) != QLatin1String("Point"))
            return {};
        const QString metric = json.value(QLatin1String("metric")).toString();
        const QJsonObject data = json.value(QLatin1String("data")).toObject();
        const QString time = data.value(QLatin1String("time")).toString();
        const QJsonObject tags = data.value(QLatin1String("tags")).toObject();
        const double value = data.value(QLatin1String("value")).toDouble(-1);
        if (metric == QLatin1String("dropped_iterations"))
            dropped += std::max(0.0, value);
        if (metric == QLatin1String("http_reqs")) {
            const std::optional<K6Request> before = std::exchange(told, K6Request{time, tags, {}});
            return before ? addK6Request(*before, run) : QString();
        }
        qint64 *into = told ? timeOfMetric(metric, told->times) : nullptr;
        if (!into || time != told->end || tags != told->tags)
            return {};
        const std::optional<qint64> ns = importedTime(value, 1e6);
        if (!ns)
            return QStringLiteral("the \"value\" of %1 should be a time in milliseconds").arg(metric);
        *into = *ns;
        return {};
    };
    if (const QString problem = readImportedLines(text, take); !problem.isEmpty())
        return problem;
    addK6Dropped(run, dropped);
    const QString problem = told ? addK6Request(*told, run) : QString();
    return problem.isEmpty() ? problem : text.problemHere(problem);
}

} // namespace fiftyfold
