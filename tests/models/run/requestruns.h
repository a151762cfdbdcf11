// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"
#include "support/facts.h"

namespace fiftyfold::test {

inline constexpr qint64 ms = 1'000'000;

/// A run whose requests the test tells.
class ToldRun
{
public:
    explicit ToldRun(const RunPlan &plan)
        : m_recorder(plan, 1)
    {
    }

    std::shared_ptr<const RunRecord> record() const { return m_recorder.record(); }

    /// Due at `due` (of a closed load nobody asks), begun at `start`, replied to after `service`.
    std::vector<Fact> reply(quint32 request, qint64 due, qint64 start, qint64 service, quint16 status = 200)
    {
        Fact queued = facts::ended(request, Stage::Queued, start, request % 8);
        queued.begin = due;
        Fact received = facts::ended(request, Stage::Receive, start + service, 100 + request);
        received.begin = start + service / 2;
        Fact finished = facts::finished(request, Outcome::Done, start + service);
        finished.value = 100 + request;
        return tell({queued, facts::replied(request, status, start + service / 2), received, finished});
    }
    std::vector<Fact> fail(quint32 request, qint64 start, qint64 after, ErrorClass error, const QString &message = {})
    {
        Fact queued = facts::ended(request, Stage::Queued, start, request % 8);
        queued.begin = start;
        Note note;
        note.request = request;
        note.fault = toldFault(error, message);
        return tell({queued, facts::finished(request, Outcome::Failed, start + after, error)},
                    message.isEmpty() ? std::vector<Note>() : std::vector<Note>{note});
    }
    std::vector<Fact> tell(const std::vector<Fact> &facts, const std::vector<Note> &notes = {})
    {
        FactBatch batch;
        batch.runId = 1;
        batch.facts = facts;
        batch.notes = notes;
        m_recorder.apply(batch);
        return facts;
    }

private:
    RunRecorder m_recorder;
};

inline RunPlan closedPlan(quint32 requests)
{
    RunPlan plan;
    plan.requests = requests;
    plan.atOnce = 8;
    return plan;
}

} // namespace fiftyfold::test
