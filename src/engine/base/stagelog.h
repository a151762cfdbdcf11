// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <QString>

namespace fiftyfold {

class Clock;
class FactSink;

/// The facts of one request after the other, in order: which stage it is in, and what became of it. At most one stage
/// is open at a time. Times are those of the clock unless given.
class StageLog
{
public:
    /// The pointers outlive it.
    StageLog(FactSink *sink, const Clock *clock);

    /// A request that was due at that time.
    void start(quint32 request, qint64 dueNs);

    Stage stage() const { return m_stage; }
    bool isOpen() const { return m_isOpen; }
    bool isIn(Stage stage) const { return m_isOpen && m_stage == stage; }

    void begin(Stage stage) { begin(stage, now()); }
    /// Another stage that is open is taken back: what looked like its beginning was this one's.
    void begin(Stage stage, qint64 at);
    void end(qint64 value = 0) { end(now(), value); }
    /// Ends the open stage, if there is one; `value` as in Fact.
    void end(qint64 at, qint64 value) { end(at, value, Outcome::Pending); }
    /// `queued`, which begins when the request was due. Returns when it ends.
    qint64 endQueued(quint32 lane);

    void replied(qint64 at, int status, HttpVersion http, Fact::Reuse reuse, quint8 retries, qint64 connection);
    void note(Note::Kind kind, const QString &text);
    void note(const Fault &fault);
    /// The outcome; it breaks the open stage off, so that the record shows how long the request was in it.
    void finish(Outcome outcome, ErrorClass error, quint8 retries, qint64 bytes);

    qint64 now() const;

private:
    void end(qint64 at, qint64 value, Outcome brokenOffBy);

    FactSink *m_sink;
    const Clock *m_clock;
    quint32 m_request = 0;
    Stage m_stage = Stage::Queued;
    qint64 m_begin = 0; ///< Of m_stage.
    bool m_isOpen = false;
};

} // namespace fiftyfold
