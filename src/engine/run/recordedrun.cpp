// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/recordedrun.h"

#include "core/plan/schedule.h"

#include <algorithm>
#include <new>

namespace fiftyfold {

RecordedRun::RecordedRun(const RunPlan &plan, PracticeServer *server, std::chrono::milliseconds interval,
                         const RunnerFactory &factory, QObject *parent)
    : QObject(parent)
    , m_plan(settledLoad(plan))
    , m_runner(factory ? factory(m_plan, server) : makeRunner(m_plan, server))
{
    connect(m_runner.get(), &Runner::prepared, this, &RecordedRun::prepare);
    connect(m_runner.get(), &Runner::started, this, &RecordedRun::begin);
    connect(m_runner.get(), &Runner::finished, this, &RecordedRun::conclude);
    m_drainTimer.setInterval(interval);
    m_drainTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_drainTimer, &QTimer::timeout, this, &RecordedRun::drain);
}

RecordedRun::~RecordedRun()
{
    m_runner->disconnect(this);
}

void RecordedRun::start()
{
    try {
        // Once the engine is under way it is too late to find out.
        m_recorder = std::make_unique<RunRecorder>(m_plan, m_runner->runId());
    } catch (const std::bad_alloc &) {
        RunEnd end;
        end.problem = QStringLiteral("The record of %1 requests needs more memory than there is; nothing was sent. "
                                     "Give fewer --requests.")
                          .arg(m_plan.requests);
        end.option = QStringLiteral("--requests");
        // Through the event loop: nobody expects `finished` from within start().
        QMetaObject::invokeMethod(this, [this, end] { conclude(end); }, Qt::QueuedConnection);
        return;
    }
    m_runner->start();
}

void RecordedRun::stop()
{
    if (!m_isFinished && m_recorder)
        m_runner->stop();
}

void RecordedRun::setInterval(std::chrono::milliseconds interval)
{
    if (interval != m_drainTimer.intervalAsDuration())
        m_drainTimer.setInterval(interval);
}

qint64 RecordedRun::nowNs() const
{
    const qint64 last = m_recorder ? m_recorder->tally().lastAt : 0;
    return m_clock.isValid() && !m_isFinished ? qMax(m_clock.nsecsElapsed(), last) : last;
}

void RecordedRun::prepare(const RunPlan &plan, const QString &workFolder, const QStringList &notices)
{
    m_recorder->settle(plan);
    RunRecord &record = *m_recorder->record();
    record.workFolder = workFolder;
    record.notices = notices;
    m_isPrepared = true;
    Q_EMIT prepared();
}

void RecordedRun::begin(const QDateTime &startedAt)
{
    m_recorder->record()->startedAt = startedAt;
    m_clock.start();
    m_drainTimer.start();
    Q_EMIT started();
}

void RecordedRun::drain()
{
    const FactBatch batch = m_runner->mailbox().take();
    if (m_recorder->apply(batch))
        Q_EMIT took(batch);
}

void RecordedRun::conclude(const RunEnd &end)
{
    m_drainTimer.stop();
    m_end = end;
    if (m_recorder)
        drain();
    if (end.problem.isEmpty()) {
        RunRecord &record = *m_recorder->record();
        if (!record.startedAt.isValid()) // stopped before that
            record.startedAt = QDateTime::currentDateTimeUtc();
        record.elapsedNs = end.elapsedNs;
        record.isStopped = end.isStopped;
        record.isDisturbed = end.isDisturbed;
        record.connectionsOpened = end.connectionsOpened;
        record.clientCpuShare = end.clientCpuShare;
        record.cost = end.cost;
        if (record.cost && end.isRecordInCost)
            record.cost->peakMemoryBytes -=
                std::min(record.cost->peakMemoryBytes, static_cast<qint64>(record.columnBytes()));
        record.transportLibrary = end.transportLibrary;
        record.notices += end.notices;
        if (m_recorder->tally().finished() < record.requestCount()) {
            const FactBatch cancelled = outcomesOfThePending();
            m_recorder->apply(cancelled);
            Q_EMIT took(cancelled);
        }
        m_recorder->settleCount();
    }
    m_isFinished = true;
    Q_EMIT finished();
}

/// A runner that is stopped before it has begun reports no outcomes; in the record each request has one.
FactBatch RecordedRun::outcomesOfThePending() const
{
    const RunRecord &record = *m_recorder->record();
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
    return batch;
}

} // namespace fiftyfold
