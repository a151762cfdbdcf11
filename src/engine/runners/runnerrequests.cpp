// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerrequests.h"

#include "core/plan/runplan.h"
#include "core/plan/secretfilter.h"
#include "core/text/remark.h"
#include "engine/base/clock.h"
#include "engine/base/mailbox.h"
#include "engine/runners/runnerprotocol.h"

#include <algorithm>
#include <limits>

namespace fiftyfold {

namespace {
constexpr quint32 mostKeptHeaders = 2'000; // of a run, in equal shares of its children

/// The class of a request that failed in it; nothing where there is none of its own.
ErrorClass classOf(Stage stage)
{
    switch (stage) {
    case Stage::Dns:
        return ErrorClass::Dns;
    case Stage::Connect:
        return ErrorClass::Connect;
    case Stage::Tls:
        return ErrorClass::Tls;
    case Stage::Wrap:
        return ErrorClass::Wrap;
    case Stage::Save:
        return ErrorClass::Save;
    case Stage::Delete:
        return ErrorClass::Delete;
    case Stage::Queued:
    case Stage::Send:
    case Stage::Wait:
    case Stage::Receive:
        break;
    }
    return ErrorClass::None;
}
} // namespace

RunnerRequests::RunnerRequests(const RunPlan &plan, const IndexShare &share, const ChildNumbers &numbers,
                               FactSink *sink, const Clock *clock, const SecretFilter *filter)
    : m_share(share)
    , m_isOpen(plan.isOpen())
    , m_isCountKnown(plan.isCountKnown())
    , m_areDueInTime(plan.isOpen() && plan.hasEnd())
    , m_most(plan.requestsAtMost())
    , m_atOnce(std::max(plan.effectiveAtOnce(), 1U))
    , m_numbers(numbers)
    , m_sink(sink)
    , m_clock(clock)
    , m_filter(filter)
    , m_requests(m_isCountKnown ? m_most : 0)
    , m_openCount(static_cast<quint32>(m_requests.size()))
{
}

QList<quint32> RunnerRequests::notDone() const
{
    QList<quint32> indices;
    for (std::size_t own = 0; own < m_requests.size(); ++own) {
        if (!m_requests[own].isDone)
            indices.append(m_share.indexOf(static_cast<quint32>(own)));
    }
    return indices;
}

void RunnerRequests::setReadyAt(qint64 at, bool isExact)
{
    m_readyAtNs = at;
    m_isReadyExact = isExact;
}

QString RunnerRequests::take(const RunnerStage &line, qint64 arrivedAt)
{
    if (line.lane && *line.lane >= m_atOnce)
        return remarkText(RemarkKind::ToldOfOtherLanes);
    if (QString problem = problemWith(line.request); !problem.isEmpty())
        return problem;
    Request &request = requestOf(line.request);
    const quint16 bit = static_cast<quint16>(1U << indexOf(line.stage));
    if ((request.stages & bit) != 0)
        return remarkText(RemarkKind::ToldStageTwice);
    request.readyAtNs = readyAtFor(request, line.begin + line.length, arrivedAt);
    request.stages = request.stages | bit;
    const qint64 begin = std::max<qint64>(0, request.readyAtNs + line.begin);
    const qint64 end = std::max<qint64>(0, request.readyAtNs + line.begin + line.length);
    const bool isQueued = line.stage == Stage::Queued;
    leaveQueue(request, line, isQueued && m_isOpen ? begin : 0, isQueued ? end : begin);
    if (isQueued)
        return {};
    Fact fact;
    fact.request = line.request;
    fact.stage = line.stage;
    fact.at = begin;
    fact.kind = Fact::Kind::Began;
    tellLast(line.request, ErrorClass::None);
    m_sink->add(fact);
    fact.at = end;
    fact.begin = begin;
    fact.kind = Fact::Kind::Ended;
    fact.value = -1;                                                      // the protocol does not say how many bytes
    fact.outcome = line.isBrokenOff ? Outcome::Failed : Outcome::Pending; // or cancelled, which follows
    if (line.isBrokenOff || classOf(line.stage) == ErrorClass::None)
        m_sink->add(fact);
    else
        m_lastEnded.insert(line.request, fact);
    return {};
}

/// The end of a stage that was kept back until what follows says whether the request failed in it: not all runners do.
void RunnerRequests::tellLast(quint32 request, ErrorClass error)
{
    const auto kept = m_lastEnded.constFind(request);
    if (kept == m_lastEnded.cend())
        return;
    Fact fact = *kept;
    m_lastEnded.erase(kept);
    if (error != ErrorClass::None && error == classOf(fact.stage))
        fact.outcome = Outcome::Failed;
    m_sink->add(fact);
}

QString RunnerRequests::take(const RunnerOutcome &line, qint64 arrivedAt)
{
    if (QString problem = problemWith(line.request); !problem.isEmpty())
        return problem;
    Request &request = requestOf(line.request);
    RunnerOutcome outcome = line;
    outcome.at = std::max<qint64>(0, readyAtFor(request, line.at, arrivedAt) + line.at);
    outcome.fault = line.fault.changed([this](const QString &text) { return m_filter->filtered(text); });
    finish(request, outcome);
    return {};
}

QString RunnerRequests::takeAll(const RunnerFinished &line, qint64 arrivedAt)
{
    RunTotals totals = line.totals;
    const qint64 latest = std::max(line.at.value_or(0), totals.doneNs.empty() ? 0 : totals.doneNs.back());
    if (quint64(totals.done) + totals.failed > m_most)
        return remarkText(RemarkKind::ToldTooMany);
    if (line.elapsedNs > arrivedAt || (m_isReadyExact && m_readyAtNs + latest > arrivedAt))
        return remarkText(RemarkKind::ToldOfFuture);
    if (!m_isReadyExact) // as for one request, see readyAtFor()
        m_readyAtNs = std::min(m_readyAtNs, arrivedAt - latest);
    for (qint64 &at : totals.doneNs)
        at = std::max<qint64>(0, m_readyAtNs + at);
    totals.firstFault = totals.firstFault.changed([this](const QString &text) { return m_filter->filtered(text); });
    m_lastOutcomeNs = line.at ? std::max<qint64>(0, m_readyAtNs + *line.at) : line.elapsedNs;
    m_totals = totals;
    return {};
}

RunnerRequests::Request &RunnerRequests::requestOf(quint32 index)
{
    return m_requests[(index - m_share.first) / m_share.step];
}

QString RunnerRequests::problemWith(quint32 index)
{
    const quint32 above = index - m_share.first; // wraps around below it
    const quint32 own = above / m_share.step;
    // Where nobody knows how many there will be, they begin in their order, as lanes are free.
    const std::size_t most = m_isCountKnown ? m_requests.size() : m_requests.size() + m_atOnce;
    m_isAnyTold = true;
    if (above % m_share.step != 0 || own >= std::min<std::size_t>(m_most, most))
        return remarkText(RemarkKind::ToldOfOthers);
    if (own >= m_requests.size()) {
        m_openCount += own + 1 - static_cast<quint32>(m_requests.size());
        m_requests.resize(own + 1);
    }
    return m_requests[own].isFinished ? remarkText(RemarkKind::ToldAgain) : QString();
}

/// When the runner was ready, on the run's clock, for a request of which it has just told something.
qint64 RunnerRequests::readyAtFor(const Request &request, qint64 sinceReady, qint64 arrivedAt)
{
    // Without its clock, `ready` was read a little after it was said, and what has been told must have happened: that
    // narrows it down for requests that follow.
    if (!m_isReadyExact)
        m_readyAtNs = std::min(m_readyAtNs, arrivedAt - sinceReady);
    return request.stages == 0 ? m_readyAtNs : request.readyAtNs;
}

void RunnerRequests::leaveQueue(Request &request, const RunnerStage &line, qint64 dueAt, qint64 at)
{
    if (request.hasLane)
        return;
    request.hasLane = true;
    request.isLaneTold = line.lane.has_value();
    request.lane = request.isLaneTold ? *line.lane : m_lanes.take(at);
    Fact fact;
    fact.request = line.request;
    fact.at = at;
    fact.begin = std::min(dueAt, at);
    fact.kind = Fact::Kind::Ended;
    fact.stage = Stage::Queued;
    fact.value = m_numbers.firstLane + request.lane;
    m_sink->add(fact);
}

void RunnerRequests::finish(Request &request, const RunnerOutcome &outcome)
{
    request.isFinished = true;
    request.isDone = outcome.outcome == Outcome::Done;
    if (request.hasLane && !request.isLaneTold)
        m_lanes.release(request.lane, outcome.at);
    m_lastOutcomeNs = std::max(m_lastOutcomeNs, outcome.at);
    --m_openCount;
    tellLast(outcome.request, outcome.fault.error);
    if (outcome.status != 0)
        tellReply(outcome);
    if (outcome.request == 0 && !outcome.digest.isEmpty())
        m_sink->add(Note{outcome.request, Note::Kind::PageDigest, QString::fromLatin1(outcome.digest)});
    if (outcome.fault.kind != FaultKind::None)
        m_sink->add(Note{outcome.request, Note::Kind::Failure, {}, outcome.fault});
    Fact fact;
    fact.request = outcome.request;
    fact.at = outcome.at;
    fact.kind = Fact::Kind::Finished;
    fact.outcome = outcome.outcome;
    fact.error = outcome.fault.error;
    fact.retries = outcome.retries;
    fact.value = outcome.bytes;
    m_sink->add(fact);
}

/// Its number there, or -1: not one that a record has room for.
qint64 RunnerRequests::connectionInRun(quint32 own) const
{
    const IndexShare &share = m_numbers.connections;
    const quint64 number = share.first + quint64(own) * share.step;
    return number < std::numeric_limits<quint32>::max() ? qint64(number) : -1;
}

void RunnerRequests::tellReply(const RunnerOutcome &outcome)
{
    Fact fact;
    fact.request = outcome.request;
    fact.at = outcome.at;
    fact.kind = Fact::Kind::Replied;
    fact.status = outcome.status;
    fact.http = outcome.http;
    fact.reuse = outcome.reuse;
    fact.retries = outcome.retries;
    fact.value = outcome.connection ? connectionInRun(*outcome.connection) : -1;
    m_sink->add(fact);
    if (outcome.headers.isEmpty() || m_keptHeaders >= mostKeptHeaders / m_numbers.connections.step)
        return;
    ++m_keptHeaders;
    m_sink->add(Note{outcome.request, Note::Kind::ResponseHeaders, m_headerNote.textOf(outcome.headers, *m_filter)});
}

void RunnerRequests::failOpen(const Fault &fault)
{
    RunnerOutcome end;
    end.outcome = Outcome::Failed;
    end.fault = fault;
    finishOpen(end, true);
}

void RunnerRequests::cancelOpen()
{
    RunnerOutcome end;
    end.outcome = Outcome::Cancelled;
    end.fault.error = ErrorClass::Cancelled;
    finishOpen(end, !m_areDueInTime);
    if (m_areDueInTime && m_openCount > 0) // it went on until now, whether or not one was in flight
        m_lastOutcomeNs = std::max(m_lastOutcomeNs, m_clock->nowNs());
}

void RunnerRequests::finishOpen(RunnerOutcome end, bool isOfUntold)
{
    end.at = m_clock->nowNs();
    for (std::size_t own = 0; own < m_requests.size(); ++own) {
        end.request = m_share.indexOf(static_cast<quint32>(own));
        if (!m_requests[own].isFinished && (isOfUntold || m_requests[own].hasLane))
            finish(m_requests[own], end);
    }
}

} // namespace fiftyfold
