// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/recordfacts.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace fiftyfold {

RecordFacts::RecordFacts(const RunRecord &record)
    : m_record(record)
    , m_order(record.requestCount())
{
    std::iota(m_order.begin(), m_order.end(), 0U);
    std::stable_sort(m_order.begin(), m_order.end(),
                     [this](quint32 one, quint32 other) { return beginOf(one) < beginOf(other); });
}

bool RecordFacts::IsLater::operator()(const Open &one, const Open &other) const
{
    return std::tuple(one.fact.at, one.fact.request, one.step) >
           std::tuple(other.fact.at, other.fact.request, other.step);
}

/// When it left the queue, or ended in it.
qint64 RecordFacts::beginOf(quint32 request) const
{
    return m_record.startNs(request).value_or(m_record.endNs(request).value_or(m_record.elapsedNs));
}

FactBatch RecordFacts::next(std::size_t most)
{
    FactBatch batch;
    batch.facts.reserve(most);
    while (batch.facts.size() < most) {
        while (m_next < m_order.size() && (m_open.empty() || beginOf(m_order[m_next]) <= m_open.top().fact.at))
            open(m_order[m_next++], batch);
        if (m_open.empty())
            break;
        batch.facts.push_back(m_open.top().fact);
        m_open.pop();
    }
    return batch;
}

void RecordFacts::open(quint32 request, FactBatch &batch)
{
    const RunRecord &record = m_record;
    const Outcome outcome = record.outcome(request);
    const qint64 end = record.endNs(request).value_or(record.elapsedNs);
    int step = 0;
    Fact fact;
    fact.request = request;
    const auto add = [&] { m_open.push({fact, step++}); };
    const auto addReply = [&] {
        Fact replied;
        replied.request = request;
        replied.kind = Fact::Kind::Replied;
        replied.at = fact.at;
        replied.status = record.status(request);
        replied.http = record.http(request);
        replied.reuse = record.reuse(request);
        replied.retries = record.retries(request);
        replied.value = record.connection(request) ? qint64(*record.connection(request)) : -1;
        m_open.push({replied, step++});
    };
    for (const Stage stage : allStages) {
        const std::optional<Interval> interval = record.stage(request, stage);
        if (!interval)
            continue;
        fact.stage = stage;
        if (stage != Stage::Queued) {
            fact.kind = Fact::Kind::Began;
            fact.at = interval->begin;
            add();
        }
        fact.kind = Fact::Kind::Ended;
        fact.begin = interval->begin;
        fact.at = interval->end;
        fact.value = stage == Stage::Queued    ? qint64(record.lane(request).value_or(0))
                     : stage == Stage::Receive ? qint64(record.bytes(request))
                                               : -1;
        const bool isBrokenOff = outcome != Outcome::Done && interval->end == end && stage != Stage::Queued;
        fact.outcome = isBrokenOff ? outcome : Outcome::Pending;
        if (stage == Stage::Wait && record.status(request) != 0)
            addReply();
        add();
    }
    if (record.status(request) != 0 && !record.stage(request, Stage::Wait))
        addReply();
    fact.kind = Fact::Kind::Finished;
    fact.at = end;
    fact.outcome = outcome;
    fact.error = record.error(request);
    fact.retries = record.retries(request);
    fact.value = record.bytes(request);
    add();
    if (!record.fault(request).isNone())
        batch.notes.push_back({request, Note::Kind::Failure, {}, record.fault(request)});
    if (const QString headers = record.responseHeaders(request); !headers.isEmpty())
        batch.notes.push_back({request, Note::Kind::ResponseHeaders, headers, Fault()});
}

} // namespace fiftyfold
