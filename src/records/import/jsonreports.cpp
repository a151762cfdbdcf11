// SPDX-License-Identifier: GPL-3.0-or-later
// Of tools that write what came of a run as one JSON object.
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "records/import/importformats.h"
#include "records/import/importvalues.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

namespace fiftyfold {

namespace {

/// Counts by status; how many of them are no success.
double addStatuses(ImportedRun &run, const QJsonObject &counts)
{
    double failed = 0;
    for (auto one = counts.begin(); one != counts.end(); ++one) {
        const quint16 status = one.key().toUShort();
        const double count =
            one.value().isObject() ? numberAt(one.value().toObject(), "count") : one.value().toDouble();
        if (status < 100 || status > 999 || count < 1 || count > 4e9)
            continue;
        run.stated.statuses[status] = static_cast<quint32>(count);
        if (!run.plan.accepts(status)) {
            failed += count;
            run.stateErrors(ErrorClass::Status, count);
        }
    }
    return failed;
}

double sumOf(const QJsonObject &counts)
{
    double sum = 0;
    for (const QJsonValue one : counts)
        sum += one.isObject() ? numberAt(one.toObject(), "count") : one.toDouble();
    return sum;
}

/// Of a file that has successes and others apart, as with --stats-success-breakdown.
void addOhaBreakdown(ImportedRun &run, const QJsonObject &json)
{
    for (const auto &[ending, whose] : {std::pair("Successful", "successes"), std::pair("NotSuccessful", "others")}) {
        QStringList figures;
        for (const char *stem : {"latencyPercentiles", "latencyPercentile"}) { // its program and its schema disagree
            const QJsonObject times = inner(json, (QByteArray(stem) + ending).constData());
            for (const char *name : {"p50", "p95", "p99"}) {
                if (const double seconds = numberAt(times, name); seconds >= 0 && figures.size() < 3)
                    figures.append(QStringLiteral("%1 %2 s").arg(QLatin1String(name)).arg(seconds));
            }
        }
        if (!figures.isEmpty())
            run.addLimit(QStringLiteral("The percentiles are of all replies; of %1 alone oha has %2.")
                             .arg(QLatin1String(whose), figures.join(QStringLiteral(", "))));
    }
}

} // namespace

QString importOhaJson(ImportText &text, ImportedRun &run)
{
    QJsonObject json;
    if (QString problem = readImportedObject(text, json); !problem.isEmpty())
        return problem;
    run.tool = QStringLiteral("oha");
    run.addLimit(QStringLiteral("oha's times are of requests that got a reply, of any status."));
    run.addLimit(QStringLiteral("oha's JSON has no single requests, and no time at which they began."));
    run.addLimit(QStringLiteral("oha's JSON does not tell whether its times are from when a request was due, as with "
                                "--latency-correction, or from when it was sent."));
    const QJsonObject summary = inner(json, "summary");
    const QJsonObject statuses = inner(json, "statusCodeDistribution");
    double failed = addStatuses(run, statuses);
    const double replies = sumOf(statuses);
    const QJsonObject errors = inner(json, "errorDistribution");
    const double cut = std::max(0.0, numberAt(errors, "aborted due to deadline")); // which is no failure to it either
    for (auto one = errors.begin(); one != errors.end(); ++one) {
        if (one.key() != QLatin1String("aborted due to deadline"))
            failed += run.stateErrors(errorClassOfWords(one.key()), one.value().toDouble());
    }
    run.stateCounts(replies + sumOf(errors), failed, replies);
    run.stateCancelled(cut);
    run.stateElapsed(numberAt(summary, "total"), nsOfSecond);
    run.stateRate(numberAt(summary, "requestsPerSec"));
    run.stateBytes(numberAt(summary, "totalData"));
    const QJsonObject times = inner(inner(json, "metrics"), "latency_ms"); // what the others have takes its place
    statePercentiles(run, times, nsOfMs);
    for (const auto &[figure, key, named] :
         {std::tuple(&Distribution::min, "fastest", "min"), std::tuple(&Distribution::mean, "average", "mean"),
          std::tuple(&Distribution::max, "slowest", "max")}) {
        run.state(figure, numberAt(times, named), nsOfMs);
        run.state(figure, numberAt(summary, key), nsOfSecond);
    }
    statePercentiles(run, inner(json, "latencyPercentiles"), nsOfSecond);
    addOhaBreakdown(run, json);
    return {};
}

QString importVegetaReport(ImportText &text, ImportedRun &run)
{
    QJsonObject json;
    if (QString problem = readImportedObject(text, json); !problem.isEmpty())
        return problem;
    run.tool = QStringLiteral("vegeta");
    run.addLimit(QStringLiteral("vegeta estimates percentiles, and has those that failed among them."));
    const QJsonObject latencies = inner(json, "latencies");
    const double requests = numberAt(json, "requests");
    double failed = addStatuses(run, inner(json, "status_codes"));
    const double success = std::clamp(json.value(QLatin1String("success")).toDouble(1), 0.0, 1.0);
    const double notDone = std::round(requests * (1 - success));
    if (notDone > failed)
        failed +=
            run.stateErrors(errorClassOfWords(json.value(QLatin1String("errors"))[0].toString()), notDone - failed);
    run.stateCounts(requests, failed, requests);
    run.stateElapsed(numberAt(json, "duration") + numberAt(json, "wait"), 1);
    run.stateRate(numberAt(json, "throughput"));
    run.stateBytes(numberAt(inner(json, "bytes_in"), "total"));
    run.state(&Distribution::min, numberAt(latencies, "min"), 1);
    run.state(&Distribution::mean, numberAt(latencies, "mean"), 1);
    run.state(&Distribution::max, numberAt(latencies, "max"), 1);
    for (const char *key : {"50th", "90th", "95th", "99th"})
        run.statePercentile(QByteArray(key).chopped(2).toDouble(), numberAt(latencies, key), 1);
    if (const auto start = epochFromText(textAt(json, "earliest")))
        run.startedAt = QDateTime::fromMSecsSinceEpoch(*start / 1'000'000).toUTC();
    return {};
}

QString importFortio(ImportText &text, ImportedRun &run)
{
    QJsonObject json;
    if (QString problem = readImportedObject(text, json); !problem.isEmpty())
        return problem;
    run.tool = QStringLiteral("Fortio");
    if (const QString version = textAt(json, "Version"); !version.isEmpty())
        run.tool += QLatin1Char(' ') + version.left(20);
    run.addLimit(QStringLiteral("Fortio's percentiles are between the edges of buckets, and have those that failed "
                                "among them."));
    const QJsonObject histogram = inner(json, "DurationHistogram");
    const double count = numberAt(histogram, "Count");
    const QJsonObject codes = inner(json, "RetCodes");
    double failed = addStatuses(run, codes);
    failed += run.stateErrors(ErrorClass::Protocol, numberAt(codes, "-1"));
    if (run.stated.statuses.empty() && failed == 0) // of other runs than HTTP, its codes are words
        failed = run.stateErrors(ErrorClass::Protocol, numberAt(inner(json, "ErrorsDurationHistogram"), "Count"));
    run.stateCounts(count, failed, count);
    const double rate = numberAt(json, "RequestedQPS");
    if (rate > 0)
        run.addLimit(
            QStringLiteral("Fortio was given a rate of %1/s and does not tell when a request was due, so there "
                           "is no lag%2.")
                .arg(rate)
                .arg(json.value(QLatin1String("NoCatchUp")).toBool()
                         ? QStringLiteral("; what it was late for, it left out")
                         : QStringLiteral("; what it was late for, it sent as fast as it could")));
    run.addLimit(QStringLiteral("Fortio's JSON has no single requests."));
    run.stateElapsed(numberAt(json, "ActualDuration"), 1);
    run.stateRate(numberAt(json, "ActualQPS"));
    run.stateBytes(numberAt(inner(json, "Sizes"), "Sum"));
    run.stateAtOnce(numberAt(json, "NumThreads"));
    run.addUrl({}, textAt(json, "URL"));
    const QJsonArray buckets = histogram.value(QLatin1String("Data")).toArray(); // whose edges are the same
    run.state(&Distribution::min, numberAt(buckets.first().toObject(), "Start"), nsOfSecond);
    run.state(&Distribution::max, numberAt(buckets.last().toObject(), "End"), nsOfSecond);
    run.state(&Distribution::min, numberAt(histogram, "Min"), nsOfSecond);
    run.state(&Distribution::mean, numberAt(histogram, "Avg"), nsOfSecond);
    run.state(&Distribution::max, numberAt(histogram, "Max"), nsOfSecond);
    for (const QJsonValue one : histogram.value(QLatin1String("Percentiles")).toArray())
        run.statePercentile(numberAt(one.toObject(), "Percentile"), numberAt(one.toObject(), "Value"), nsOfSecond);
    if (const auto start = epochFromText(textAt(json, "StartTime")))
        run.startedAt = QDateTime::fromMSecsSinceEpoch(*start / 1'000'000).toUTC();
    return {};
}

namespace {

/// Of a file that has no single statuses: those of each class, by the names of the classes in it.
void tellStatusClasses(ImportedRun &run, const QJsonObject &counts, const QString &before)
{
    QStringList classes;
    for (const char *name : {"1xx", "2xx", "3xx", "4xx", "5xx"}) {
        if (const double count = counts.value(before + QLatin1String(name)).toDouble(); count > 0)
            classes.append(QStringLiteral("%1 %2").arg(count, 0, 'f', 0).arg(QLatin1String(name)));
    }
    if (!classes.isEmpty())
        run.addLimit(
            QStringLiteral("It tells statuses by their class alone: %1.").arg(classes.join(QLatin1String(", "))));
}

/// Of what is known by some of its keys, and lacks another.
QString lackOf(const char *what, const char *key)
{
    return QStringLiteral("it looks like %1, but has no \"%2\"").arg(QLatin1String(what), QLatin1String(key));
}

} // namespace

QString importBombardier(ImportText &text, ImportedRun &run)
{
    QJsonObject json;
    if (QString problem = readImportedObject(text, json); !problem.isEmpty())
        return problem;
    run.tool = QStringLiteral("bombardier");
    run.addLimit(QStringLiteral("bombardier's times have those of requests that failed among them."));
    const QJsonObject spec = inner(json, "spec");
    const QJsonObject result = inner(json, "result");
    if (!result.contains(QLatin1String("req2xx")))
        return lackOf("bombardier's JSON", "req2xx");
    double replies = 0;
    for (const char *key : {"req1xx", "req2xx", "req3xx", "req4xx", "req5xx"})
        replies += std::max(0.0, numberAt(result, key));
    const double badStatus = std::max(0.0, numberAt(result, "req4xx")) + std::max(0.0, numberAt(result, "req5xx"));
    double failed = badStatus;
    run.stateErrors(ErrorClass::Status, badStatus);
    double told = 0;
    for (const QJsonValue one : result.value(QLatin1String("errors")).toArray())
        told += run.stateErrors(errorClassOfWords(one[QLatin1String("description")].toString()),
                                one[QLatin1String("count")].toDouble());
    const double others = std::max(told, std::max(0.0, numberAt(result, "others")));
    run.stateErrors(ErrorClass::Protocol, others - told);
    failed += others;
    tellStatusClasses(run, result, QStringLiteral("req"));
    run.stateCounts(replies + others, failed, replies + others);
    run.stateElapsed(numberAt(result, "timeTakenSeconds"), nsOfSecond);
    run.stateBytes(numberAt(result, "bytesRead"));
    run.stateAtOnce(numberAt(spec, "numberOfConnections"));
    run.addUrl(textAt(spec, "method").toLatin1(), textAt(spec, "url"));
    const QJsonObject latency = inner(result, "latency");
    run.state(&Distribution::mean, numberAt(latency, "mean"), nsOfUs);
    run.state(&Distribution::max, numberAt(latency, "max"), nsOfUs);
    statePercentiles(run, inner(latency, "percentiles"), nsOfUs);
    return {};
}

QString importAutocannon(ImportText &text, ImportedRun &run)
{
    QJsonObject json;
    if (QString problem = readImportedObject(text, json); !problem.isEmpty())
        return problem;
    run.tool = QStringLiteral("autocannon");
    run.addLimit(QStringLiteral("autocannon's times are whole milliseconds."));
    const QJsonObject latency = inner(json, "latency");
    if (!json.contains(QLatin1String("2xx")))
        return lackOf("autocannon's JSON", "2xx");
    double replies = 0;
    for (const char *key : {"1xx", "2xx", "3xx", "4xx", "5xx"})
        replies += std::max(0.0, numberAt(json, key));
    if (const double times = numberAt(latency, "totalCount"); times > replies)
        run.addLimit(QStringLiteral("autocannon was given a rate and has made times of slow requests up: its times are "
                                    "%1, of %2 replies, so that they can't be compared.")
                         .arg(times, 0, 'f', 0)
                         .arg(replies, 0, 'f', 0));
    double failed = std::max(0.0, numberAt(json, "4xx")) + std::max(0.0, numberAt(json, "5xx"));
    if (addStatuses(run, inner(json, "statusCodeStats")) == 0)
        run.stateErrors(ErrorClass::Status, failed);
    const double timeouts = std::max(0.0, numberAt(json, "timeouts")); // which are among the errors
    const double errors = std::max(timeouts, numberAt(json, "errors"));
    run.stateErrors(ErrorClass::Timeout, timeouts);
    if (errors > timeouts)
        run.addLimit(
            QStringLiteral("autocannon does not tell why requests failed that got no reply, but for timeouts."));
    failed += errors;
    if (inner(json, "statusCodeStats").isEmpty())
        tellStatusClasses(run, json, {});
    failed += run.stateErrors(ErrorClass::Check, numberAt(json, "mismatches")); // replies, as those of any status
    run.stateCounts(replies + errors, failed, replies);
    run.stateElapsed(numberAt(json, "duration"), nsOfSecond);
    run.stateBytes(numberAt(inner(json, "throughput"), "total"));
    run.stateAtOnce(numberAt(json, "connections"));
    run.addUrl({}, textAt(json, "url"));
    run.state(&Distribution::min, numberAt(latency, "min"), nsOfMs);
    run.state(&Distribution::mean, numberAt(latency, "mean"), nsOfMs);
    run.state(&Distribution::max, numberAt(latency, "max"), nsOfMs);
    statePercentiles(run, latency, nsOfMs);
    if (const auto start = epochFromText(textAt(json, "start")))
        run.startedAt = QDateTime::fromMSecsSinceEpoch(*start / 1'000'000).toUTC();
    return {};
}

namespace {

void tellClients(ImportedRun &run, const QJsonObject &performance)
{
    QStringList told;
    for (const auto &[key, name] : {std::pair("connect", "connect"), std::pair("ttfb", "1st byte")}) {
        const QJsonObject times = inner(performance, key);
        QStringList figures;
        for (const char *figure : {"min", "mean", "max"}) {
            if (const std::optional<qint64> time = importedTime(numberAt(times, figure), nsOfSecond))
                figures.append(
                    QStringLiteral("%1 %2").arg(QLatin1String(figure), durationForPeople(*time, recordLocale())));
        }
        if (!figures.isEmpty())
            told.append(QStringLiteral("%1 %2").arg(QLatin1String(name), figures.join(QLatin1String(", "))));
    }
    if (!told.isEmpty())
        run.addLimit(QStringLiteral("Not taken are times that are those of its clients, not of requests: %1.")
                         .arg(told.join(QLatin1String("; "))));
}

} // namespace

QString importH2loadJson(ImportText &text, ImportedRun &run)
{
    QJsonObject json;
    if (QString problem = readImportedObject(text, json); !problem.isEmpty())
        return problem;
    run.tool = textAt(inner(json, "metadata"), "generator").left(60);
    if (run.tool.isEmpty())
        run.tool = QStringLiteral("h2load");
    run.addLimit(QStringLiteral("h2load's JSON does not tell when a request began."));
    const QJsonObject measured = inner(json, "measurements");
    const QJsonObject requests = inner(measured, "requests");
    if (!requests.contains(QLatin1String("total")))
        return lackOf("h2load's JSON", "total");
    run.stateCounts(numberAt(requests, "total"), numberAt(requests, "failed"), numberAt(requests, "done"));
    const double timeouts = run.stateErrors(ErrorClass::Timeout, numberAt(requests, "timeout"));
    const double errored = std::max(timeouts, numberAt(requests, "errored"));
    run.stateErrors(ErrorClass::Status, numberAt(requests, "failed") - errored);
    if (errored > timeouts)
        run.addLimit(QStringLiteral("h2load does not tell why requests failed that got no reply."));
    run.stateElapsed(numberAt(measured, "duration"), nsOfSecond);
    run.stateRate(numberAt(measured, "request_per_second"));
    run.stateBytes(numberAt(inner(measured, "traffic"), "data"));
    tellStatusClasses(run, inner(measured, "status_codes"), {});
    const QJsonObject performance = inner(measured, "performance");
    tellClients(run, performance);
    const QJsonObject times = inner(performance, "request");
    std::vector<qint64> samples;
    for (const QJsonValue sample : times.value(QLatin1String("samples")).toArray()) {
        if (const std::optional<qint64> time = importedTime(sample.toDouble(-1), nsOfSecond))
            samples.push_back(*time);
    }
    // What is not stated comes of what was measured, where all of that is there.
    if (!samples.empty() && samples.size() == run.stated.latency.count) {
        run.stated.latency = distributionOf(samples);
        run.addLimit(
            QStringLiteral("h2load's JSON does not state p90 and p99.9: they are worked out from its samples."));
    }
    run.state(&Distribution::min, numberAt(times, "min"), nsOfSecond);
    run.state(&Distribution::mean, numberAt(times, "mean"), nsOfSecond);
    run.state(&Distribution::max, numberAt(times, "max"), nsOfSecond);
    run.statePercentile(50, numberAt(times, "median"), nsOfSecond);
    run.statePercentile(95, numberAt(times, "p95"), nsOfSecond);
    run.statePercentile(99, numberAt(times, "p99"), nsOfSecond);
    return {};
}

} // namespace fiftyfold
