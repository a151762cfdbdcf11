// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerfinished.h"

#include "core/plan/runplan.h"
#include "core/run/thinnedtimes.h"
#include "engine/runners/runnerwords.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>

namespace fiftyfold {

namespace {

constexpr qint64 largestSum = std::numeric_limits<qint64>::max();
constexpr qsizetype mostCodings = 16;
constexpr qsizetype longestCoding = 64;

/// Nothing where a figure is missing.
std::optional<RunCost> costFrom(const QJsonObject &object)
{
    const std::optional<qint64> cpu = numberIn(object, "cpu_ns", largestSum);
    const std::optional<qint64> switches = numberIn(object, "context_switches", latestRunnerTime);
    const std::optional<qint64> threads = numberIn(object, "threads", requestsLimit);
    if (!cpu || !switches || !threads)
        return std::nullopt;
    RunCost cost;
    cost.cpuNs = *cpu;
    cost.contextSwitches = *switches;
    cost.threads = static_cast<quint32>(*threads);
    return cost;
}

const char *readPages(const QJsonObject &object, RunTotals &totals)
{
    const QJsonArray statuses = object.value(QLatin1String("statuses")).toArray();
    for (const QJsonValue value : statuses) {
        const std::optional<qint64> status = wholeNumber(value, largestRunnerStatus);
        if (!status)
            return "one of its statuses is none of HTTP";
        totals.statuses.insert(static_cast<quint16>(*status));
    }
    totals.bytes = numberIn(object, "bytes", largestSum);
    if (object.contains(QLatin1String("bytes")) && !totals.bytes)
        return "its bytes are no number of bytes";
    totals.digest = object.value(QLatin1String("digest")).toString().toLatin1().toLower();
    if (!totals.digest.isEmpty() && !isPageDigest(totals.digest))
        return "its digest is not 64 hexadecimal digits";
    return nullptr;
}

const char *readTimes(const QJsonObject &object, RunTotals &totals)
{
    const QJsonArray times = object.value(QLatin1String("done_at")).toArray();
    if (times.size() > qsizetype(mostThinnedTimes))
        return "its done_at has more than 2,000 times";
    for (const QJsonValue value : times) {
        const std::optional<qint64> at = wholeNumber(value, latestRunnerTime);
        if (!at)
            return "one of its done_at is no whole number of nanoseconds";
        totals.doneNs.push_back(*at);
    }
    std::sort(totals.doneNs.begin(), totals.doneNs.end());
    const QJsonValue response = object.value(QLatin1String("response_ns"));
    if (!response.isObject())
        return nullptr;
    const std::optional<qint64> mean = numberIn(response.toObject(), "mean", latestRunnerTime);
    const std::optional<qint64> p50 = numberIn(response.toObject(), "p50", latestRunnerTime);
    const std::optional<qint64> p95 = numberIn(response.toObject(), "p95", latestRunnerTime);
    if (!mean || !p50 || !p95)
        return "its response_ns lacks mean, p50 or p95";
    totals.response = ResponseTimes{*mean, *p50, *p95};
    return nullptr;
}

const char *readExchange(const QJsonObject &object, RunTotals &totals)
{
    ObservedExchange &seen = totals.exchange;
    seen.replies = totals.done;
    const QJsonArray versions = object.value(QLatin1String("http")).toArray();
    for (const QJsonValue value : versions) {
        const HttpVersion version = httpVersionNamed(value.toString());
        if (version == HttpVersion::Unknown)
            return "one of its http is no version of it";
        seen.http.insert(version);
    }
    const QJsonArray codings = object.value(QLatin1String("codings")).toArray();
    if (codings.size() > mostCodings)
        return "it tells of too many codings";
    for (const QJsonValue value : codings)
        seen.codings.insert(codingName(value.toString().left(longestCoding).toLatin1()));
    seen.reused = numberIn(object, "reused", totals.done);
    seen.lookups = numberIn(object, "lookups", totals.done);
    seen.handshakes = numberIn(object, "handshakes", totals.done);
    return nullptr;
}

const char *readFailure(const QJsonObject &object, RunTotals &totals)
{
    const QJsonValue failure = object.value(QLatin1String("first_failure"));
    if (!failure.isObject())
        return nullptr;
    const std::optional<ErrorClass> error = failureNamed(failure.toObject().value(QLatin1String("class")).toString());
    if (!error)
        return "its first_failure names no class of error";
    totals.firstFault = faultFrom(failure.toObject(), *error);
    return nullptr;
}

template<typename Values, typename Json>
void insertIfAny(QJsonObject &object, const char *name, const Values &values, const Json &json)
{
    QJsonArray array;
    for (const auto &value : values)
        array.append(json(value));
    if (!array.isEmpty())
        object.insert(QLatin1String(name), array);
}

void insertIfTold(QJsonObject &object, const char *name, const std::optional<quint64> &number)
{
    if (number)
        object.insert(QLatin1String(name), static_cast<qint64>(*number));
}

void insertTotals(QJsonObject &object, const RunTotals &totals)
{
    if (totals.firstFault.kind != FaultKind::None) {
        QJsonObject failure;
        addFault(failure, totals.firstFault);
        object.insert(QLatin1String("first_failure"), failure);
    }
    if (totals.mostInFlight > 0)
        object.insert(QLatin1String("in_flight"), static_cast<qint64>(totals.mostInFlight));
    insertIfAny(object, "done_at", totals.doneNs, [](qint64 at) { return at; });
    insertIfAny(object, "statuses", totals.statuses, [](quint16 status) { return status; });
    if (totals.bytes)
        object.insert(QLatin1String("bytes"), *totals.bytes);
    if (!totals.digest.isEmpty())
        object.insert(QLatin1String("digest"), QLatin1String(totals.digest));
    insertIfAny(object, "http", totals.exchange.http, httpVersionName);
    insertIfAny(object, "codings", totals.exchange.codings,
                [](const QByteArray &name) { return QString::fromLatin1(name); });
    insertIfTold(object, "reused", totals.exchange.reused);
    insertIfTold(object, "lookups", totals.exchange.lookups);
    insertIfTold(object, "handshakes", totals.exchange.handshakes);
    if (totals.response)
        object.insert(QLatin1String("response_ns"), QJsonObject{{QStringLiteral("mean"), totals.response->meanNs},
                                                                {QStringLiteral("p50"), totals.response->p50Ns},
                                                                {QStringLiteral("p95"), totals.response->p95Ns}});
}

} // namespace

RunnerFinished finishedFrom(const QJsonObject &object, const char **why)
{
    *why = nullptr;
    const std::optional<qint64> elapsed = numberIn(object, "elapsed_ns", latestRunnerTime);
    const std::optional<qint64> done = numberIn(object, "done", requestsLimit);
    const std::optional<qint64> failed = numberIn(object, "failed", requestsLimit);
    RunnerFinished finished;
    if (!elapsed || !done || !failed) {
        *why = "it lacks elapsed_ns, done or failed";
        return finished;
    }
    finished.elapsedNs = *elapsed;
    finished.at = numberIn(object, "at", latestRunnerTime);
    RunTotals &totals = finished.totals;
    totals.done = static_cast<quint32>(*done);
    totals.failed = static_cast<quint32>(*failed);
    totals.mostInFlight = static_cast<quint32>(numberIn(object, "in_flight", requestsLimit).value_or(0));
    for (const auto read : {readPages, readTimes, readExchange, readFailure}) {
        if (!*why)
            *why = read(object, totals);
    }
    finished.isDisturbed = object.value(QLatin1String("disturbed")).toBool();
    if (const QJsonValue share = object.value(QLatin1String("cpu_share")); share.isDouble())
        finished.cpuShare = std::clamp(share.toDouble(), 0.0, 1.0);
    if (const QJsonValue cost = object.value(QLatin1String("cost")); cost.isObject())
        finished.cost = costFrom(cost.toObject());
    return finished;
}

QJsonObject jsonOf(const RunnerFinished &finished)
{
    QJsonObject object{{QStringLiteral("elapsed_ns"), finished.elapsedNs},
                       {QStringLiteral("done"), static_cast<qint64>(finished.totals.done)},
                       {QStringLiteral("failed"), static_cast<qint64>(finished.totals.failed)}};
    if (finished.at)
        object.insert(QStringLiteral("at"), *finished.at);
    insertTotals(object, finished.totals);
    if (finished.isDisturbed)
        object.insert(QStringLiteral("disturbed"), true);
    if (finished.cpuShare)
        object.insert(QStringLiteral("cpu_share"), *finished.cpuShare);
    if (finished.cost)
        object.insert(QStringLiteral("cost"),
                      QJsonObject{{QStringLiteral("cpu_ns"), finished.cost->cpuNs},
                                  {QStringLiteral("context_switches"), finished.cost->contextSwitches},
                                  {QStringLiteral("threads"), static_cast<qint64>(finished.cost->threads)}});
    return object;
}

} // namespace fiftyfold
