// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerreport.h"

#include "core/run/statistics.h"
#include "engine/runners/runnerprotocol.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

/// Of the lines that a note has of them.
QList<std::pair<QByteArray, QByteArray>> fieldsOf(const QString &note)
{
    QList<std::pair<QByteArray, QByteArray>> fields;
    for (const QString &line : note.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        fields.append(
            {line.section(QLatin1String(": "), 0, 0).toUtf8(), line.section(QLatin1String(": "), 1).toUtf8()});
    return fields;
}

} // namespace

RunnerReport::RunnerReport(const RunnerTask &task, qint64 readyToStartNs)
    : m_share(task.share)
    , m_isOpenLoad(task.plan.isOpen())
    , m_isSummary(task.isSummary)
    , m_readyToStartNs(readyToStartNs)
{
}

QByteArray RunnerReport::lines(const FactBatch &batch)
{
    takeNotes(batch.notes);
    QByteArray lines;
    for (const Fact &fact : batch.facts)
        lines += line(fact);
    return lines;
}

void RunnerReport::takeNotes(const std::vector<Note> &notes)
{
    for (const Note &note : notes) {
        if (note.kind == Note::Kind::Failure)
            m_open[note.request].fault = note.fault;
        else if (note.kind == Note::Kind::PageDigest && m_share.indexOf(note.request) == 0)
            m_open[note.request].digest = note.text.toLatin1();
        else if (note.kind == Note::Kind::ResponseHeaders)
            m_open[note.request].headers = note.text;
    }
}

QByteArray RunnerReport::line(const Fact &fact)
{
    const quint32 request = m_share.indexOf(fact.request);
    const qint64 at = m_readyToStartNs + fact.at;
    switch (fact.kind) {
    case Fact::Kind::Began:
        return {};
    case Fact::Kind::Replied:
        m_open[fact.request].replied = fact;
        return {};
    case Fact::Kind::Ended:
        if (m_isSummary) {
            takeStage(fact);
            return {};
        }
        return lineOf(RunnerStage{
            request, fact.stage, m_readyToStartNs + fact.begin, fact.at - fact.begin, fact.outcome != Outcome::Pending,
            fact.stage == Stage::Queued ? std::optional(static_cast<quint32>(fact.value)) : std::nullopt});
    case Fact::Kind::Finished:
        break;
    }
    OpenRequest open = m_open.take(fact.request);
    open.fault.error = fact.error;
    sumUp(fact, open);
    if (m_isSummary)
        return {};
    const Fact &replied = open.replied;
    RunnerOutcome outcome;
    outcome.request = request;
    outcome.outcome = fact.outcome;
    outcome.fault = open.fault;
    outcome.status = replied.status;
    outcome.bytes = fact.value;
    outcome.at = at;
    outcome.http = replied.http;
    outcome.reuse = replied.reuse;
    outcome.retries = std::max(replied.retries, fact.retries);
    if (replied.status != 0 && replied.value >= 0)
        outcome.connection = static_cast<quint32>(replied.value);
    outcome.headers = fieldsOf(open.headers);
    outcome.digest = open.digest;
    return lineOf(outcome);
}

void RunnerReport::takeStage(const Fact &fact)
{
    OpenRequest &open = m_open[fact.request];
    switch (fact.stage) {
    case Stage::Queued:
        open.dueAt = m_isOpenLoad ? fact.begin : fact.at;
        open.hasBegun = true;
        m_mostOpen = std::max(m_mostOpen, ++m_openCount);
        break;
    case Stage::Dns:
        open.hasLookup = true;
        break;
    case Stage::Tls:
        open.hasHandshake = true;
        break;
    case Stage::Receive:
        open.receivedAt = fact.at;
        break;
    case Stage::Connect:
    case Stage::Send:
    case Stage::Wait:
    case Stage::Wrap:
    case Stage::Save:
    case Stage::Delete:
        break;
    }
}

void RunnerReport::sumUp(const Fact &finished, const OpenRequest &request)
{
    m_openCount -= request.hasBegun ? 1U : 0U;
    m_totals.done += finished.outcome == Outcome::Done ? 1U : 0U;
    m_totals.failed += finished.outcome == Outcome::Failed ? 1U : 0U;
    if (finished.outcome == Outcome::Failed && m_totals.firstFault.isNone())
        m_totals.firstFault = request.fault;
    if (m_isSummary && finished.outcome == Outcome::Done)
        sumUpReply(finished, request);
}

void RunnerReport::sumUpReply(const Fact &finished, const OpenRequest &request)
{
    const qint64 response = request.receivedAt - request.dueAt;
    m_doneAt.add(m_readyToStartNs + finished.at);
    m_responses.add(response);
    m_responsesNs += double(response);
    if (!request.digest.isEmpty())
        m_totals.digest = request.digest;
    m_totals.statuses.insert(request.replied.status);
    m_totals.bytes = m_totals.bytes.value_or(0) + finished.value;
    ObservedExchange &seen = m_totals.exchange;
    ++seen.replies;
    seen.http.insert(request.replied.http);
    if (!request.headers.isEmpty())
        seen.codings.insert(codingIn(request.headers));
    seen.reused = seen.reused.value_or(0) + (request.replied.reuse == Fact::Reuse::Reused ? 1U : 0U);
    seen.lookups = seen.lookups.value_or(0) + (request.hasLookup ? 1U : 0U);
    seen.handshakes = seen.handshakes.value_or(0) + (request.hasHandshake ? 1U : 0U);
}

QByteArray RunnerReport::finishedLine(qint64 elapsedNs, bool isDisturbed, std::optional<double> cpuShare,
                                      const std::optional<RunCost> &cost) const
{
    RunnerFinished finished{elapsedNs, m_readyToStartNs + elapsedNs, m_totals, isDisturbed, cpuShare, cost};
    if (!m_isSummary) {
        finished.totals.firstFault = {}; // is told
        return lineOf(finished);
    }
    finished.totals.mostInFlight = m_mostOpen;
    finished.totals.doneNs = m_doneAt.sorted();
    if (std::vector<qint64> responses = m_responses.sorted(); !responses.empty()) {
        const std::vector<double> percentiles = percentilesOf(responses, {0.5, 0.95});
        finished.totals.response = ResponseTimes{std::llround(m_responsesNs / m_totals.done),
                                                 std::llround(percentiles[0]), std::llround(percentiles[1])};
    }
    return lineOf(finished);
}

} // namespace fiftyfold
