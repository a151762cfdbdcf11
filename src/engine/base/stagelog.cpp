// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/stagelog.h"

#include "engine/base/clock.h"
#include "engine/base/mailbox.h"

#include <algorithm>

namespace fiftyfold {

StageLog::StageLog(FactSink *sink, const Clock *clock)
    : m_sink(sink)
    , m_clock(clock)
{
}

void StageLog::start(quint32 request, qint64 dueNs)
{
    m_request = request;
    m_stage = Stage::Queued;
    m_begin = dueNs;
    m_isOpen = false;
}

qint64 StageLog::now() const
{
    return m_clock->nowNs();
}

void StageLog::begin(Stage stage, qint64 at)
{
    m_stage = stage;
    m_begin = at;
    m_isOpen = true;
    Fact fact;
    fact.at = at;
    fact.request = m_request;
    fact.kind = Fact::Kind::Began;
    fact.stage = stage;
    m_sink->add(fact);
}

qint64 StageLog::endQueued(quint32 lane)
{
    m_isOpen = true;
    const qint64 at = now();
    end(at, lane, Outcome::Pending);
    return at;
}

void StageLog::end(qint64 at, qint64 value, Outcome brokenOffBy)
{
    if (!m_isOpen)
        return;
    m_isOpen = false;
    Fact fact;
    fact.at = at;
    fact.begin = m_begin;
    fact.value = value;
    fact.request = m_request;
    fact.kind = Fact::Kind::Ended;
    fact.stage = m_stage;
    fact.outcome = brokenOffBy;
    m_sink->add(fact);
}

void StageLog::replied(qint64 at, int status, HttpVersion http, Fact::Reuse reuse, quint8 retries, qint64 connection)
{
    Fact fact;
    fact.at = at;
    fact.value = connection;
    fact.request = m_request;
    fact.kind = Fact::Kind::Replied;
    fact.status = static_cast<quint16>(std::max(status, 0)); // Qt reads "-200" as one
    fact.http = http;
    fact.reuse = reuse;
    fact.retries = retries;
    m_sink->add(fact);
}

void StageLog::note(Note::Kind kind, const QString &text)
{
    m_sink->add(Note{m_request, kind, text});
}

void StageLog::note(const Fault &fault)
{
    m_sink->add(Note{m_request, Note::Kind::Failure, {}, fault});
}

void StageLog::finish(Outcome outcome, ErrorClass error, quint8 retries, qint64 bytes)
{
    const qint64 at = now();
    end(at, 0, outcome);
    Fact fact;
    fact.at = at;
    fact.value = bytes;
    fact.request = m_request;
    fact.kind = Fact::Kind::Finished;
    fact.outcome = outcome;
    fact.error = error;
    fact.retries = retries;
    m_sink->add(fact);
}

} // namespace fiftyfold
