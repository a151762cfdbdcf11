// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"
#include "core/run/runtotals.h"
#include "engine/base/indexshare.h"
#include "engine/http/headernote.h"
#include "engine/runners/lanetable.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace fiftyfold {

class Clock;
class FactSink;
class SecretFilter;
struct Fault;
struct RunPlan;
struct RunnerFinished;
struct RunnerOutcome;
struct RunnerStage;

/// What a child's numbers are in the run.
struct ChildNumbers {
    quint32 firstLane = 0;       ///< Its lanes count from there.
    IndexShare connections = {}; ///< Of its own, numbered by itself from 0, which those of the run are.
};

/// The requests of a child program, made facts on the run's clock of what it tells: exactly where it tells its own
/// clock, which is the same one, and otherwise by one guess for each request, so that its stages keep their order and
/// length. Each request gets exactly one outcome. Main thread.
class RunnerRequests
{
public:
    /// As many as the child's plan has, or, where time ends it, as it tells of. The pointers outlive it.
    RunnerRequests(const RunPlan &plan, const IndexShare &share, const ChildNumbers &numbers, FactSink *sink,
                   const Clock *clock, const SecretFilter *filter);

    /// When it was ready, from which its times count; on the run's clock, so below zero.
    void setReadyAt(qint64 at, bool isExact);
    /// What a line tells, that was read at `arrivedAt`; or why it can't be so.
    QString take(const RunnerStage &line, qint64 arrivedAt);
    QString take(const RunnerOutcome &line, qint64 arrivedAt);
    /// What is told of all of them together, where none was told of by itself: no fact comes of it.
    QString takeAll(const RunnerFinished &line, qint64 arrivedAt);
    /// Each that has no outcome fails so; the fault without secrets.
    void failOpen(const Fault &fault);
    /// Each that has no outcome was cancelled; of an open load that time ends, of those that it told of: of the others
    /// nobody knows here whether they were due.
    void cancelOpen();

    /// Each of those that there are has its outcome, and there can be no more.
    bool isAllTold() const { return m_isCountKnown && m_openCount == 0; }
    /// One or the other was told of.
    bool isAnyTold() const { return m_isAnyTold; }
    /// After takeAll(); times on the run's clock.
    const std::optional<RunTotals> &totals() const { return m_totals; }
    QList<quint32> notDone() const;
    /// When the last of them got its outcome.
    qint64 lastOutcomeNs() const { return m_lastOutcomeNs; }

private:
    struct Request {
        quint16 stages = 0; ///< A bit for each that it told of.
        bool isFinished = false;
        bool isDone = false;
        bool hasLane = false;
        bool isLaneTold = false; ///< Nobody had to guess which.
        quint32 lane = 0;
        qint64 readyAtNs = 0; ///< What m_readyAtNs was when it was told of first; all of its times count from there.
    };

    Request &requestOf(quint32 index);
    QString problemWith(quint32 index);
    qint64 readyAtFor(const Request &request, qint64 sinceReady, qint64 arrivedAt);
    void leaveQueue(Request &request, const RunnerStage &line, qint64 dueAt, qint64 at);
    void finishOpen(RunnerOutcome end, bool isOfUntold);
    void finish(Request &request, const RunnerOutcome &outcome);
    void tellReply(const RunnerOutcome &outcome);
    qint64 connectionInRun(quint32 own) const;
    void tellLast(quint32 request, ErrorClass error);

    const IndexShare m_share;
    const bool m_isOpen;
    const bool m_isCountKnown;
    const bool m_areDueInTime; ///< They come into being as they are due, until the end.
    const quint32 m_most;      ///< Requests.
    const quint32 m_atOnce;
    const ChildNumbers m_numbers;
    FactSink *const m_sink;
    const Clock *const m_clock;
    const SecretFilter *const m_filter;
    std::vector<Request> m_requests; ///< By their number in the share.
    quint32 m_openCount;             ///< Those without an outcome.
    bool m_isAnyTold = false;
    std::optional<RunTotals> m_totals;
    LaneTable m_lanes;
    bool m_isReadyExact = false;
    qint64 m_readyAtNs = 0;
    qint64 m_lastOutcomeNs = 0;
    QHash<quint32, Fact> m_lastEnded; ///< By request, while nothing follows it.
    HeaderNote m_headerNote;
    quint32 m_keptHeaders = 0; ///< Replies of which the record has them.
};

} // namespace fiftyfold
