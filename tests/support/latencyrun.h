// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"
#include "models/run/latencypoints.h"
#include "models/run/runfigures.h"
#include "support/facts.h"

namespace fiftyfold::test {

/// A run whose requests are put into its record one by one, with what models keep of their times.
class LatencyRun
{
public:
    explicit LatencyRun(quint32 requests, bool isOpen = true)
        : recorder(planOf(requests, isOpen), 1)
    {
    }

    RunRecorder recorder;
    LiveTimes times;
    LatencyPoints points;

    const std::shared_ptr<const RunRecord> record() { return recorder.record(); }

    void addDone(qint64 dueNs, qint64 lagNs, qint64 serviceNs)
    {
        const qint64 end = dueNs + lagNs + serviceNs;
        Fact left = facts::ended(m_next, Stage::Queued, dueNs + lagNs);
        left.begin = dueNs;
        Fact received = facts::ended(m_next, Stage::Receive, end);
        received.begin = end;
        take({left, received, facts::finished(m_next, Outcome::Done, end)});
    }

    void addFailed(qint64 dueNs)
    {
        Fact left = facts::ended(m_next, Stage::Queued, dueNs);
        left.begin = dueNs;
        take({left, facts::finished(m_next, Outcome::Failed, dueNs + 1'000, ErrorClass::Timeout)});
    }

private:
    static RunPlan planOf(quint32 requests, bool isOpen)
    {
        RunPlan plan;
        plan.requests = requests;
        if (isOpen)
            plan.rate = rateFromText(QStringLiteral("200/s")).value();
        return plan;
    }

    void take(const std::vector<Fact> &facts)
    {
        FactBatch batch;
        batch.runId = 1;
        batch.facts = facts;
        const bool isTaken = recorder.apply(batch);
        Q_ASSERT(isTaken);
        Q_UNUSED(isTaken)
        times.take(batch, *recorder.record());
        points.take(batch, *recorder.record());
        ++m_next;
    }

    quint32 m_next = 0;
};

} // namespace fiftyfold::test
