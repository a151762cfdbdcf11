// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runners/runner.h"
#include "support/facts.h"

#include <QDateTime>

namespace fiftyfold {

/// Sends nothing: does each step when it is told to, and ends at once when it is stopped.
class SteppedRunner : public Runner
{
public:
    explicit SteppedRunner(const RunPlan &plan)
        : m_plan(plan)
        , m_id(nextRunId())
        , m_mailbox(m_id)
    {
    }

    quint64 runId() const override { return m_id; }
    Mailbox &mailbox() override { return m_mailbox; }
    void start() override {}
    void stop() override
    {
        RunEnd end;
        end.isStopped = true;
        Q_EMIT finished(end);
    }

    void prepare() { Q_EMIT prepared(m_plan, {}, {}); }
    void begin() { Q_EMIT started(QDateTime::currentDateTimeUtc()); }
    void tell(const std::vector<Fact> &facts)
    {
        for (const Fact &fact : facts)
            m_mailbox.add(fact);
    }
    void finish(qint64 elapsedNs)
    {
        RunEnd end;
        end.elapsedNs = elapsedNs;
        Q_EMIT finished(end);
    }
    void finishAll()
    {
        for (quint32 request = 0; request < m_plan.requests; ++request)
            m_mailbox.add(facts::finished(request, Outcome::Done, millisecond));
        finish(millisecond);
    }
    void refuse()
    {
        RunEnd end;
        end.problem = QStringLiteral("There is no room.");
        Q_EMIT finished(end);
    }

private:
    static constexpr qint64 millisecond = 1'000'000;

    const RunPlan m_plan;
    const quint64 m_id;
    Mailbox m_mailbox;
};

} // namespace fiftyfold
