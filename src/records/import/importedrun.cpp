// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importedrun.h"

#include "core/run/runrecorder.h"
#include "core/run/statedfigures.h"
#include "core/text/redaction.h"
#include "records/import/importtext.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace fiftyfold {

namespace {

constexpr quint64 importRunId = 1;
constexpr qint64 longestNs = qint64(78) * 3600 * 1'000'000'000; // as a record has room for
constexpr qint64 latestStartNs = qint64(1) << 62;
constexpr std::size_t faultsKept = 10'000;
constexpr qsizetype longestWords = 300;
constexpr double mostOfAFigure = 1e12; ///< Requests a second, say: as records have it.

} // namespace

std::optional<qint64> importedTime(double value, double nanosecondsOfOne)
{
    const double nanoseconds = value * nanosecondsOfOne;
    if (!std::isfinite(nanoseconds) || nanoseconds < 0 || nanoseconds > static_cast<double>(longestNs))
        return std::nullopt;
    return std::llround(nanoseconds);
}

ErrorClass errorClassOfWords(const QString &words)
{
    static const std::array<std::pair<const char *, ErrorClass>, 14> table{{{"timeout", ErrorClass::Timeout},
                                                                            {"timed out", ErrorClass::Timeout},
                                                                            {"deadline", ErrorClass::Timeout},
                                                                            {"no such host", ErrorClass::Dns},
                                                                            {"name resolution", ErrorClass::Dns},
                                                                            {"lookup", ErrorClass::Dns},
                                                                            {"unknownhost", ErrorClass::Dns},
                                                                            {"certificate", ErrorClass::Tls},
                                                                            {"tls", ErrorClass::Tls},
                                                                            {"ssl", ErrorClass::Tls},
                                                                            {"refused", ErrorClass::Connect},
                                                                            {"reset", ErrorClass::Reset},
                                                                            {"closed", ErrorClass::Reset},
                                                                            {"connect", ErrorClass::Connect}}};
    const QString lower = words.toLower(); // once, as of each request that failed it is asked
    for (const auto &[part, error] : table) {
        if (lower.contains(QLatin1String(part)))
            return error;
    }
    return ErrorClass::Protocol;
}

ImportedRun::ImportedRun(const QString &fileName, std::function<bool()> goesOn)
    : m_file(fileName)
    , m_faults(1)
    , m_goesOn(std::move(goesOn))
{
    plan.steps = {false, false, false};
    plan.requests = 0;
    stated.latency = unstatedDistribution(0);
}

void ImportedRun::addLimit(const QString &sentence)
{
    const QString shown = redactedCommand(sentence.left(100 * longestWords)).left(longestWords);
    if (!m_limits.contains(shown))
        m_limits.append(shown);
}

void ImportedRun::addUrl(const QByteArray &method, const QString &url)
{
    const QByteArray text = url.toUtf8();
    if (!plan.url.isValid() || plan.url.text().isEmpty()) {
        plan.url = ExactUrl::fromText(text);
        if (!method.isEmpty())
            plan.method = method;
    } else if (m_otherUrls == 0 && text != plan.url.text()) {
        const ExactUrl other = ExactUrl::fromText(text);
        m_otherUrls = other.isValid() && other.text() != plan.url.text() ? 1 : 0;
    }
}

quint32 ImportedRun::statusFault(quint16 status)
{
    if (plan.accepts(status))
        return 0;
    const Fault fault(FaultKind::StatusNotAccepted, {QString::number(status)});
    return indexOf(fault);
}

quint32 ImportedRun::fault(const QString &words)
{
    return fault(errorClassOfWords(words), words);
}

quint32 ImportedRun::fault(ErrorClass error, const QString &words)
{
    const bool isKept = m_faults.size() < faultsKept;
    const QString kept = isKept ? redactedWords(words).left(longestWords) : QString(); // a secret that is cut is unseen
    return indexOf(toldFault(error, kept));
}

quint32 ImportedRun::indexOf(const Fault &fault)
{
    const auto next = static_cast<quint32>(m_faults.size());
    const quint32 index = m_faultIndexes.value(fault, next);
    if (index == next) {
        m_faults.push_back(fault);
        m_faultIndexes.insert(fault, index);
    }
    return index;
}

QString ImportedRun::add(const ImportedRequest &request)
{
    if (m_requests.size() >= requestsLimit)
        return QStringLiteral("there are more requests than %1").arg(requestsLimit);
    if (request.totalNs < 0 || request.totalNs > longestNs || std::abs(request.startNs) > latestStartNs)
        return QStringLiteral("a request takes up to 78 hours, and the time of this one is none such");
    m_requests.push_back(request);
    return goesOn() ? QString() : readingGivenUp();
}

bool ImportedRun::goesOn()
{
    constexpr quint32 askInterval = 4096;
    return ++m_turns % askInterval != 0 || !m_goesOn || m_goesOn();
}

void ImportedRun::state(double Distribution::*figure, double value, double nanosecondsOfOne)
{
    if (const std::optional<qint64> time = importedTime(value, nanosecondsOfOne))
        stated.latency.*figure = static_cast<double>(*time);
}

void ImportedRun::statePercentile(double percent, double value, double nanosecondsOfOne)
{
    const std::optional<qint64> time = importedTime(value, nanosecondsOfOne);
    if (!time || !(percent >= 0 && percent <= 100))
        return;
    percentiles[percent] = static_cast<double>(*time);
    constexpr std::array<std::pair<double, double Distribution::*>, 5> known{{{50, &Distribution::p50},
                                                                              {90, &Distribution::p90},
                                                                              {95, &Distribution::p95},
                                                                              {99, &Distribution::p99},
                                                                              {99.9, &Distribution::p999}}};
    for (const auto &[share, figure] : known) {
        if (qFuzzyCompare(share, percent))
            stated.latency.*figure = static_cast<double>(*time);
    }
}

void ImportedRun::statePercentile(const QString &name, double value, double nanosecondsOfOne)
{
    if (const std::optional<double> percent = percentFromText(name))
        statePercentile(*percent, value, nanosecondsOfOne);
}

void ImportedRun::stateElapsed(double value, double nanosecondsOfOne)
{
    elapsedNs = importedTime(value, nanosecondsOfOne);
}

void ImportedRun::stateRate(double requestsPerSecond)
{
    if (requestsPerSecond > 0 && std::isfinite(requestsPerSecond))
        stated.requestsPerSecond = requestsPerSecond;
}

void ImportedRun::stateBytes(double bytes)
{
    if (bytes > 0 && bytes < 1e15)
        stated.bytesReceived = static_cast<qint64>(bytes);
}

void ImportedRun::stateAtOnce(double lanes)
{
    plan.atOnce = lanes > 0 && lanes < 1e6 ? static_cast<quint32>(lanes) : 0;
}

double ImportedRun::stateErrors(ErrorClass error, double count)
{
    if (!(count >= 1 && count < 4e9))
        return 0;
    stated.errors[error] += static_cast<quint32>(count);
    return count;
}

void ImportedRun::stateCounts(double requests, double failed, double counted)
{
    const auto count = [](double value) {
        constexpr double most = std::numeric_limits<qint32>::max();
        return value > 0 ? static_cast<quint32>(std::min(value, most)) : 0U; // what is no number is none of them
    };
    m_isTooMany = requests > std::numeric_limits<qint32>::max();
    stated.requests = count(requests);
    stated.failed = std::min(stated.requests, count(failed));
    stated.done = stated.requests - stated.failed;
    stated.latency.count = count(counted);
}

void ImportedRun::stateCancelled(double count)
{
    stated.cancelled = static_cast<quint32>(std::clamp<double>(count, 0, stated.done));
    stated.done -= stated.cancelled;
}

QString ImportedRun::finish(ReadRun &run)
{
    constexpr int latestYear = 2200;
    if (startedAt.isValid() && (startedAt.date().year() < 1970 || startedAt.date().year() > latestYear))
        startedAt = QDateTime();
    if (m_otherUrls > 0)
        addLimit(QStringLiteral("It has several addresses; the figures are of all of them together."));
    QString problem = hasCoarseStarts ? stateRequests() : QString();
    if (problem.isEmpty())
        problem = m_requests.empty() || hasCoarseStarts ? finishStated(run) : finishRequests(run);
    if (!problem.isEmpty())
        return problem;
    run.record->transportLibrary = tool;
    return {};
}

QString ImportedRun::finishRequests(ReadRun &run)
{
    std::stable_sort(m_requests.begin(), m_requests.end(),
                     [](const ImportedRequest &a, const ImportedRequest &b) { return a.startNs < b.startNs; });
    const qint64 origin = m_requests.front().startNs;
    qint64 last = origin;
    for (const ImportedRequest &request : m_requests) {
        last = std::max(last, request.startNs + request.totalNs);
        if (!goesOn())
            return readingGivenUp();
    }
    if (last - origin > longestNs)
        return QStringLiteral("between its first request and its last are more than 78 hours");

    // Which connection had a request hardly a file tells: the first that is free.
    std::priority_queue<std::pair<qint64, quint32>, std::vector<std::pair<qint64, quint32>>, std::greater<>> busy;
    std::priority_queue<quint32, std::vector<quint32>, std::greater<>> idle;
    std::vector<quint32> lanes;
    lanes.reserve(m_requests.size());
    quint32 laneCount = 0;
    for (const ImportedRequest &request : m_requests) {
        if (!goesOn())
            return readingGivenUp();
        while (!busy.empty() && busy.top().first <= request.startNs) {
            idle.push(busy.top().second);
            busy.pop();
        }
        const quint32 lane = idle.empty() ? laneCount++ : idle.top();
        if (!idle.empty())
            idle.pop();
        busy.emplace(request.startNs + request.totalNs, lane);
        lanes.push_back(lane);
    }
    if (std::optional<std::vector<quint32>> told = toldLanes(std::max(plan.atOnce, laneCount)))
        lanes = std::move(*told);
    else
        addLimit(QStringLiteral("Which requests went on at the same time is worked out from their times."));
    plan.requests = static_cast<quint32>(m_requests.size());
    plan.atOnce = std::max(plan.atOnce, laneCount);
    RunRecorder recorder(plan, importRunId);
    run.record = recorder.record();
    run.record->imported = Imported{tool, m_file, m_limits, {}};
    run.record->startedAt = isOfEpoch ? QDateTime::fromMSecsSinceEpoch(origin / 1'000'000).toUTC() : startedAt.toUTC();
    run.record->elapsedNs = elapsedNs.value_or(last - origin);
    for (quint32 index = 0; index < plan.requests; ++index) {
        if (!goesOn())
            return readingGivenUp();
        tell(recorder, index, lanes[index], m_requests[index], origin);
    }
    m_requests = {};
    run.hasRequests = true;
    run.summary = summarise(*run.record);
    return {};
}

void ImportedRun::tell(RunRecorder &recorder, quint32 index, quint32 lane, const ImportedRequest &request,
                       qint64 origin) const
{
    FactBatch batch;
    batch.runId = importRunId;
    Fact fact;
    fact.request = index;
    fact.kind = Fact::Kind::Ended;
    fact.stage = Stage::Queued;
    fact.begin = fact.at = request.startNs - origin;
    fact.value = lane;
    batch.facts.push_back(fact);
    const qint64 end = fact.at + request.totalNs;
    fact.value = -1;
    for (const auto &[stage, length] :
         {std::pair(Stage::Dns, request.dnsNs), std::pair(Stage::Connect, request.connectNs),
          std::pair(Stage::Tls, request.tlsNs), std::pair(Stage::Send, request.sendNs),
          std::pair(Stage::Wait, request.waitNs), std::pair(Stage::Receive, request.receiveNs)}) {
        if (length < 0)
            continue;
        fact.stage = stage;
        fact.begin = fact.at;
        fact.at = std::min(fact.begin + length, end); // of rounded times the sum can be more
        if (stage == Stage::Receive)
            fact.at = end;
        batch.facts.push_back(fact);
    }
    if (request.status != 0) {
        fact.kind = Fact::Kind::Replied;
        fact.status = request.status;
        fact.http = request.http;
        batch.facts.push_back(fact);
    }
    fact.kind = Fact::Kind::Finished;
    fact.at = end;
    fact.value = request.bytes;
    fact.outcome = request.fault == 0 ? Outcome::Done : Outcome::Failed;
    fact.error = m_faults[request.fault].error;
    batch.facts.push_back(fact);
    if (request.fault != 0)
        batch.notes.push_back({index, Note::Kind::Failure, {}, m_faults[request.fault]});
    recorder.apply(batch);
}

QString ImportedRun::finishStated(ReadRun &run)
{
    if (stated.requests == 0 && hasCount(stated))
        return QStringLiteral("no request is in it");
    if (m_isTooMany)
        return QStringLiteral("it tells of more requests than %1").arg(std::numeric_limits<qint32>::max());
    plan.requests = std::min(stated.requests, requestsLimit);
    RunRecorder recorder(plan, importRunId);
    run.record = recorder.record();
    run.record->imported = Imported{tool, m_file, m_limits, percentiles};
    run.record->startedAt = startedAt.toUTC();
    run.record->elapsedNs = elapsedNs.value_or(0);
    stated.elapsedNs = run.record->elapsedNs;
    if (stated.done + stated.failed + stated.cancelled == 0)
        stated.done = stated.requests;
    const auto seconds = static_cast<double>(stated.elapsedNs) / 1e9;
    if (stated.requestsPerSecond == 0 && seconds > 0)
        stated.requestsPerSecond = stated.done / seconds;
    if (!hasMadeUpTimes && isStated(stated.latency.mean) && stated.latency.count > 0 && seconds > 0)
        stated.overlap = stated.latency.mean / 1e9 * stated.latency.count / seconds;
    if (plan.atOnce > 0 && stated.overlap > plan.atOnce) // the mean is of other times than those in flight
        stated.overlap = 0;
    for (double *figure : {&stated.requestsPerSecond, &stated.overlap})
        *figure = std::isfinite(*figure) ? std::clamp(*figure, 0.0, mostOfAFigure) : 0.0;
    stated.bytesReceived = std::clamp<qint64>(stated.bytesReceived, 0, qint64(1) << 52);
    stated.response = stated.latency;
    run.summary = stated;
    run.hasRequests = false;
    return {};
}

} // namespace fiftyfold
