// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <memory>

namespace fiftyfold {

/// Keeps the live tally of a run beside its record.
struct RunTally {
    quint32 done = 0;
    quint32 failed = 0;
    quint32 cancelled = 0;
    quint32 inFlight = 0;     ///< Left the queue, no outcome yet.
    quint32 mostInFlight = 0; ///< That there have been at one time.
    qint64 lastAt = 0;        ///< The latest time of any fact, ns since the run's start.
    quint32 finished() const { return done + failed + cancelled; }
};

/// Writes the facts of one run into its record. Lives in the thread that drains the mailbox.
class RunRecorder
{
public:
    RunRecorder(const RunPlan &plan, quint64 runId);

    /// Takes a batch in; false, and nothing changed, when it belongs to another run. Facts of requests that the plan
    /// does not have, and a second outcome for one request, are dropped. Where time ends the run, the record grows.
    bool apply(const FactBatch &batch);

    /// The plan as it really runs, of as many requests as the one before; until then the record has the one that was
    /// given.
    void settle(const RunPlan &plan);
    /// Where time ends the run: there are at least so many requests.
    void grow(quint32 requests);
    /// No more will come: the plan has as many requests as the record.
    void settleCount();

    quint64 runId() const { return m_runId; }
    const RunTally &tally() const { return m_tally; }
    const std::shared_ptr<RunRecord> &record() const { return m_record; }
    /// Sum of the time in flight up to `nowNs`, divided by it: the overlap so far.
    double overlapAt(qint64 nowNs) const;

private:
    bool hasRequest(quint32 index);
    void applyFact(const Fact &fact);
    void noteFault(quint32 request, const Fault &told);

    quint64 m_runId;
    RunTally m_tally;
    std::shared_ptr<RunRecord> m_record;
    double m_sumOfEnds = 0;   ///< Over finished requests, ns.
    double m_sumOfStarts = 0; ///< Over requests that left the queue, ns.
};

} // namespace fiftyfold
