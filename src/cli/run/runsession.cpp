// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/runsession.h"

#include "cli/run/progressprinter.h"

#include <chrono>
#include <new>

namespace fiftyfold {

RunSession::RunSession(const RunPlan &plan, PracticeServer *server, ProgressPrinter *progress, QObject *parent)
    : QObject(parent)
    , m_plan(plan)
    , m_runner(makeRunner(plan, server))
    , m_progress(progress)
{
    connect(m_runner.get(), &Runner::prepared, this, &RunSession::prepare);
    connect(m_runner.get(), &Runner::started, this, [this](const QDateTime &startedAtUtc) {
        m_clock.start();
        if (m_recorder)
            m_recorder->record()->startedAt = startedAtUtc;
    });
    connect(m_runner.get(), &Runner::finished, this, &RunSession::conclude);
    m_drainTimer.setInterval(std::chrono::milliseconds(33));
    connect(&m_drainTimer, &QTimer::timeout, this, &RunSession::drain);
}

void RunSession::start()
{
    try {
        // Once the engine is under way it is too late to find out.
        const RunRecord isThereRoom(m_plan);
    } catch (const std::bad_alloc &) {
        RunEnd end;
        end.problem = QStringLiteral("the record of %1 requests needs more memory than there is; nothing was sent. "
                                     "Give fewer --requests.")
                          .arg(m_plan.requests);
        return conclude(end);
    }
    m_drainTimer.start();
    m_runner->start();
}

void RunSession::stop()
{
    m_runner->stop();
}

std::shared_ptr<const RunRecord> RunSession::record() const
{
    return m_recorder && m_end.problem.isEmpty() ? m_recorder->record() : nullptr;
}

void RunSession::prepare(const RunPlan &plan, const QString &workFolder, const QStringList &notices)
{
    m_recorder.emplace(plan, m_runner->runId());
    m_recorder->record()->startedAt = QDateTime::currentDateTimeUtc();
    m_recorder->record()->workFolder = workFolder;
    m_recorder->record()->notices = notices;
}

void RunSession::drain()
{
    if (!m_recorder)
        return;
    m_recorder->apply(m_runner->mailbox().take());
    if (m_clock.isValid())
        m_progress->update({m_clock.nsecsElapsed(), m_recorder->record()->requestCount(), m_recorder->tally()});
}

void RunSession::conclude(const RunEnd &end)
{
    m_drainTimer.stop();
    m_end = end;
    if (end.problem.isEmpty()) {
        if (!m_recorder) // stopped before it was ready: there is a record all the same
            prepare(m_plan, {}, {});
        drain();
        cancelPending();
        RunRecord &record = *m_recorder->record();
        record.elapsedNs = end.elapsedNs;
        record.isStopped = end.isStopped;
        record.isDisturbed = end.isDisturbed;
        record.connectionsOpened = end.connectionsOpened;
        record.transportLibrary = end.transportLibrary;
        record.notices += end.notices;
    }
    m_progress->finish();
    Q_EMIT finished();
}

/// A runner that is stopped before it has begun reports no outcomes; in the record each request has one.
void RunSession::cancelPending()
{
    const RunRecord &record = *m_recorder->record();
    if (m_recorder->tally().finished() == record.requestCount())
        return;
    FactBatch batch;
    batch.runId = m_recorder->runId();
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        if (record.outcome(index) != Outcome::Pending)
            continue;
        Fact fact;
        fact.kind = Fact::Kind::Finished;
        fact.at = m_end.elapsedNs;
        fact.request = index;
        fact.outcome = Outcome::Cancelled;
        fact.error = ErrorClass::Cancelled;
        batch.facts.push_back(fact);
    }
    m_recorder->apply(batch);
}

} // namespace fiftyfold
