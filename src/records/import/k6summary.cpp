// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importformats.h"
#include "records/import/importvalues.h"
#include "records/import/k6samples.h"

#include <QJsonArray>

#include <algorithm>

namespace fiftyfold {

namespace {

/// Of the object that a script is given, whether each held; of what --summary-export writes, whether it did not.
void addThresholds(ImportedRun &run, const QJsonObject &metrics)
{
    K6Thresholds thresholds(run);
    for (auto metric = metrics.begin(); metric != metrics.end(); ++metric) {
        const QJsonObject told = inner(metric.value().toObject(), "thresholds");
        for (auto one = told.begin(); one != told.end(); ++one) {
            const QJsonValue ok = one.value().toObject().value(QLatin1String("ok"));
            const bool isTold = ok.isBool() || one.value().isBool();
            const bool hasHeld = ok.isBool() ? ok.toBool() : !one.value().toBool();
            thresholds.add(metric.key(), one.key(),
                           !isTold   ? QStringLiteral("has no verdict in it")
                           : hasHeld ? QStringLiteral("was held: k6 tells no more of it")
                                     : QStringLiteral("was crossed: k6 tells no more of it"));
        }
    }
}

} // namespace

QString importK6Summary(ImportText &text, ImportedRun &run)
{
    QJsonObject json;
    if (QString problem = readImportedObject(text, json); !problem.isEmpty())
        return problem;
    run.tool = QStringLiteral("k6");
    run.addLimit(QStringLiteral("k6's times are without connecting, and have those that failed among them."));
    run.addLimit(QStringLiteral("k6's summary has no single requests, and no time at which they began."));
    QJsonObject metrics = inner(json, "metrics");
    const QJsonObject results = inner(json, "results");
    for (const QJsonValue metric : results.value(QLatin1String("metrics")).toArray())
        metrics.insert(metric[QLatin1String("name")].toString(), metric);
    if (const QString version = textAt(inner(json, "metadata"), "k6_version"); !version.isEmpty())
        run.tool += QLatin1Char(' ') + version.left(20);
    const auto valuesOf = [&metrics](const char *name) {
        const QJsonObject metric = inner(metrics, name);
        return metric.contains(QLatin1String("values")) ? inner(metric, "values") : metric;
    };
    const QJsonObject failures = valuesOf("http_req_failed");
    const QJsonObject requests = valuesOf("http_reqs");
    // A rate "passes" where its condition is so: passes and matches count those that failed.
    const double failed = std::max(0.0, std::max(numberAt(failures, "passes"), numberAt(failures, "matches")));
    double count = numberAt(requests, "count");
    if (count < 0)
        count = failures.contains(QLatin1String("total")) ? numberAt(failures, "total")
                                                          : failed + std::max(0.0, numberAt(failures, "fails"));
    if (requests.isEmpty() && failures.isEmpty())
        return QStringLiteral(
            "it looks like a summary of k6, and has neither http_reqs nor http_req_failed: no request "
            "of HTTP is in it");
    run.stateCounts(count, failed, count);
    if (failed > 0)
        run.addLimit(QStringLiteral("k6's summary does not tell why requests failed."));
    if (failures.isEmpty())
        run.addLimit(QStringLiteral("This summary of k6 does not tell how many requests failed."));
    if (results.isEmpty())
        addThresholds(run, metrics);
    else
        run.addLimit(QStringLiteral("This summary of k6 does not tell thresholds."));
    addK6Dropped(run, numberAt(valuesOf("dropped_iterations"), "count"));
    run.stateRate(numberAt(requests, "rate"));
    if (const double ms = numberAt(inner(json, "state"), "testRunDurationMs"); ms > 0)
        run.stateElapsed(ms, nsOfMs);
    else if (const double seconds = numberAt(inner(json, "config"), "duration"); seconds > 0)
        run.stateElapsed(seconds, nsOfSecond);
    else if (run.stated.requestsPerSecond > 0)
        run.stateElapsed(count / run.stated.requestsPerSecond, nsOfSecond);
    run.stateBytes(numberAt(valuesOf("data_received"), "count"));
    run.stateAtOnce(numberAt(valuesOf("vus"), "max"));
    const QJsonObject times = valuesOf("http_req_duration");
    run.state(&Distribution::min, numberAt(times, "min"), nsOfMs);
    run.state(&Distribution::mean, numberAt(times, "avg"), nsOfMs);
    run.state(&Distribution::max, numberAt(times, "max"), nsOfMs);
    run.statePercentile(50, numberAt(times, "med"), nsOfMs);
    statePercentiles(run, times, nsOfMs);
    return {};
}

} // namespace fiftyfold
