// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/recordedrun.h"

#include "core/text/remark.h"
#include "engine/base/costmeter.h"

#include <algorithm>
#include <new>
#include <utility>

namespace fiftyfold {

namespace {
constexpr std::size_t portionFacts = 8'192;
} // namespace

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
    m_restTimer.setSingleShot(true);
    connect(&m_restTimer, &QTimer::timeout, this, [this] { m_isConcluding ? goOnConcluding() : drain(); });
    if (m_plan.isOpen() && m_plan.hasEnd())
        m_schedule.emplace(m_plan);
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
        end.problem = remarkText(RemarkKind::RecordTooLarge, {QString::number(m_plan.requests)});
        end.option = QStringLiteral("--requests");
        // Through the event loop: nobody expects `finished` from within start().
        QMetaObject::invokeMethod(this, [this, end] { conclude(end); }, Qt::QueuedConnection);
        return;
    }
    m_runner->start();
}

void RecordedRun::stop()
{
    if (m_isConcluding || !m_recorder)
        return;
    m_isStopping = true;
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
    if (m_isConcluding)
        return qMax(m_end.elapsedNs, last);
    return m_clock.isValid() ? qMax(m_clock.nsecsElapsed(), last) : last;
}

bool RecordedRun::hasMore() const
{
    return m_told < m_batch.facts.size() || (m_isAllTold && m_concluded < record()->requestCount());
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
    noteDue();
    tell(nextPortion());
    if (m_told < m_batch.facts.size())
        m_restTimer.start(0);
}

/// Of an open load that time ends each request is there from when it is due. While a run is stopped nobody knows yet
/// when it ended.
void RecordedRun::noteDue()
{
    if (!m_schedule || (m_isStopping && !m_isConcluding))
        return;
    const qint64 now = nowNs();
    while (m_due < m_plan.requests && m_schedule->dueNs(m_due) < now)
        ++m_due;
    m_recorder->grow(m_due);
}

void RecordedRun::tell(const FactBatch &batch)
{
    if (m_recorder->apply(batch))
        Q_EMIT took(batch);
}

/// Of what is in the mailbox. Notes come with or before the outcomes that they belong to.
FactBatch RecordedRun::nextPortion()
{
    if (m_told == m_batch.facts.size()) {
        m_batch = m_runner->mailbox().take();
        m_told = 0;
    }
    const std::size_t end = std::min(m_told + portionFacts, m_batch.facts.size());
    FactBatch portion;
    portion.runId = m_batch.runId;
    portion.notes = std::exchange(m_batch.notes, {});
    if (end - m_told == m_batch.facts.size())
        portion.facts = std::exchange(m_batch.facts, {});
    else
        portion.facts.assign(m_batch.facts.begin() + static_cast<std::ptrdiff_t>(m_told),
                             m_batch.facts.begin() + static_cast<std::ptrdiff_t>(end));
    m_told = m_batch.facts.empty() ? 0 : end;
    return portion;
}

void RecordedRun::conclude(const RunEnd &end)
{
    m_drainTimer.stop();
    m_restTimer.stop();
    m_end = end;
    m_isConcluding = true;
    goOnConcluding();
}

void RecordedRun::goOnConcluding()
{
    if (m_recorder && !m_isAllTold) {
        const bool isOfAnEarlierBatch = m_told < m_batch.facts.size();
        tell(nextPortion());
        m_isAllTold = !isOfAnEarlierBatch && m_told == m_batch.facts.size(); // and nobody adds any more
        if (!m_isAllTold) {
            m_restTimer.start(0);
            return;
        }
    }
    if (m_end.problem.isEmpty()) {
        noteDue();
        const FactBatch cancelled = outcomesOfThePending();
        if (!cancelled.facts.empty())
            tell(cancelled);
        if (cancelled.facts.size() == portionFacts) {
            m_restTimer.start(0);
            return;
        }
        noteEnd();
    }
    m_isFinished = true;
    Q_EMIT finished();
}

void RecordedRun::noteEnd()
{
    RunRecord &record = *m_recorder->record();
    if (!record.startedAt.isValid()) // stopped before that
        record.startedAt = QDateTime::currentDateTimeUtc();
    record.elapsedNs = m_end.elapsedNs;
    record.isStopped = m_end.isStopped;
    record.isDisturbed = m_end.isDisturbed;
    record.connectionsOpened = m_end.connectionsOpened;
    record.clientCpuShare = m_end.clientCpuShare;
    record.cost = m_end.cost;
    if (record.cost && m_end.isRecordInCost)
        record.cost->peakMemoryBytes =
            std::max(bareProgramMemory(), record.cost->peakMemoryBytes - static_cast<qint64>(record.columnBytes()));
    record.transportLibrary = m_end.transportLibrary;
    record.notices += m_end.notices;
    m_recorder->settleCount();
}

/// The next portion. A runner that is stopped before it has begun reports no outcomes; in the record each request has
/// one.
FactBatch RecordedRun::outcomesOfThePending()
{
    const RunRecord &record = *m_recorder->record();
    FactBatch batch;
    batch.runId = m_recorder->runId();
    if (m_recorder->tally().finished() == record.requestCount())
        return batch;
    for (; m_concluded < record.requestCount() && batch.facts.size() < portionFacts; ++m_concluded) {
        if (record.outcome(m_concluded) != Outcome::Pending)
            continue;
        Fact fact;
        fact.kind = Fact::Kind::Finished;
        fact.at = m_end.elapsedNs;
        fact.request = m_concluded;
        fact.outcome = Outcome::Cancelled;
        fact.error = ErrorClass::Cancelled;
        batch.facts.push_back(fact);
    }
    return batch;
}

} // namespace fiftyfold
