// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runrecorder.h"

#include "core/run/faultwording.h"

#include <algorithm>
#include <limits>

namespace fiftyfold {

namespace {

constexpr qsizetype particularLimit = 1000; // of letters
constexpr quint32 distinctFaults = 10'000;  // that are kept with all that was found

QString somethingElse()
{
    return QStringLiteral("something else");
}

} // namespace

RunRecorder::RunRecorder(const RunPlan &plan, quint64 runId)
    : m_runId(runId)
    , m_record(std::make_shared<RunRecord>(plan))
{
}

void RunRecorder::settle(const RunPlan &plan)
{
    Q_ASSERT(plan.hasEnd() || plan.requests == m_record->requestCount());
    m_record->m_plan = plan;
}

void RunRecorder::grow(quint32 requests)
{
    Q_ASSERT(m_record->plan().hasEnd());
    m_record->m_count = std::max(m_record->m_count, std::min(requests, m_record->plan().requestsAtMost()));
}

void RunRecorder::settleCount()
{
    m_record->m_plan.requests = m_record->requestCount();
}

/// Whether the record has it, or can have it now.
bool RunRecorder::hasRequest(quint32 index)
{
    const RunPlan &plan = m_record->plan();
    if (index >= m_record->requestCount() && plan.hasEnd() && index < plan.requestsAtMost())
        m_record->m_count = index + 1;
    return index < m_record->requestCount();
}

bool RunRecorder::apply(const FactBatch &batch)
{
    if (batch.runId != m_runId)
        return false;
    for (const Fact &fact : batch.facts) {
        if (hasRequest(fact.request))
            applyFact(fact);
    }
    for (const Note &note : batch.notes) {
        if (!hasRequest(note.request))
            continue;
        if (note.kind == Note::Kind::Failure)
            noteFault(note.request, note.fault);
        else if (note.kind == Note::Kind::PageDigest)
            m_record->pageDigest = note.text.toLatin1();
        else
            m_record->m_responseHeaders.insert(note.request, note.text);
    }
    return true;
}

void RunRecorder::noteFault(quint32 request, const Fault &told)
{
    const auto isLong = [](const QString &text) { return text.size() > particularLimit; };
    const Fault fault = std::none_of(told.with.begin(), told.with.end(), isLong)
                            ? told
                            : told.changed([](const QString &text) { return text.left(particularLimit); });
    const auto next = static_cast<quint32>(m_record->m_faults.size());
    if (next >= distinctFaults && fault.kind == FaultKind::CheckFailed && fault.with.value(1) != somethingElse()) {
        Fault alike = fault; // of a million replies each may have failed it in a way of its own
        alike.with[1] = somethingElse();
        return noteFault(request, alike);
    }
    const quint32 index = m_record->m_faultIndexes.value(fault, next);
    if (index == next) {
        m_record->m_faults.push_back(fault);
        m_record->m_errorMessages.append(faultText(fault));
        m_record->m_faultIndexes.insert(fault, index);
    }
    m_record->m_faultOf.insert(request, index);
}

void RunRecorder::applyFact(const Fact &fact)
{
    RunRecord::Row &row = m_record->m_rows.forWriting(fact.request);
    if (row.outcome != Outcome::Pending)
        return;
    m_tally.lastAt = std::max(m_tally.lastAt, fact.at);

    switch (fact.kind) {
    case Fact::Kind::Began:
        m_record->m_stages[indexOf(fact.stage)].forWriting(fact.request) = {RunRecord::Time48::from(fact.at), {}};
        row.current = fact.stage;
        break;
    case Fact::Kind::Ended:
        m_record->m_stages[indexOf(fact.stage)].forWriting(fact.request) = {RunRecord::Time48::from(fact.begin),
                                                                            RunRecord::Time48::from(fact.at)};
        if (fact.stage == Stage::Queued) {
            row.lane = static_cast<quint32>(fact.value);
            m_tally.mostInFlight = std::max(m_tally.mostInFlight, ++m_tally.inFlight);
            m_sumOfStarts += static_cast<double>(fact.at);
        }
        break;
    case Fact::Kind::Replied:
        row.status = fact.status;
        row.http = fact.http;
        row.reuse = fact.reuse;
        row.retries = fact.retries;
        if (fact.value >= 0)
            row.connection = static_cast<quint32>(fact.value);
        break;
    case Fact::Kind::Finished:
        row.outcome = fact.outcome;
        row.error = fact.error;
        row.retries = std::max(row.retries, fact.retries);
        row.bytes = static_cast<quint32>(std::clamp<qint64>(fact.value, 0, std::numeric_limits<quint32>::max()));
        row.end = RunRecord::Time48::from(fact.at);
        if (row.lane != 0xffffffff) {
            --m_tally.inFlight;
            m_sumOfEnds += static_cast<double>(fact.at);
        }
        switch (fact.outcome) {
        case Outcome::Done:
            ++m_tally.done;
            break;
        case Outcome::Failed:
            ++m_tally.failed;
            break;
        case Outcome::Cancelled:
        case Outcome::Pending:
            ++m_tally.cancelled;
            break;
        }
        break;
    }
}

double RunRecorder::overlapAt(qint64 nowNs) const
{
    if (nowNs <= 0)
        return 0;
    const auto now = static_cast<double>(nowNs);
    return std::max(0.0, m_sumOfEnds + m_tally.inFlight * now - m_sumOfStarts) / now;
}

} // namespace fiftyfold
