// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runcontroller.h"

#include "core/run/runsummary.h"
#include "core/text/quantities.h"
#include "engine/runners/practiceserver.h"
#include "engine/runners/runner.h"

#include <chrono>

namespace fiftyfold {

namespace {
constexpr std::chrono::milliseconds frame(16);
}

RunController::RunController(QObject *parent, RunnerFactory factory)
    : QObject(parent)
    , m_factory(factory ? std::move(factory) : RunnerFactory(makeRunner))
    , m_server(new PracticeServer(this))
{
    m_drainTimer.setInterval(frame);
    m_drainTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_drainTimer, &QTimer::timeout, this, &RunController::drain);
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    m_pool.start([] {}); // its thread, while there is one: a pool waits for good for one that can't be started
}

RunController::~RunController()
{
    if (m_runner)
        m_runner->disconnect(this);
    m_runner.reset(); // it uses the server
}

bool RunController::isBusy() const
{
    return m_state == State::Preparing || m_state == State::Running || m_state == State::Stopping;
}

void RunController::start(const RunPlan &plan)
{
    if (isBusy())
        return;
    m_isPrepared = false;
    m_problem.clear();
    m_notices.clear();
    m_runner = m_factory(plan, m_server);
    connect(m_runner.get(), &Runner::prepared, this, &RunController::prepare);
    connect(m_runner.get(), &Runner::started, this, &RunController::begin);
    connect(m_runner.get(), &Runner::finished, this, &RunController::finish);
    setState(State::Preparing);
    m_runner->start();
}

void RunController::stop()
{
    if (m_state != State::Preparing && m_state != State::Running)
        return;
    setState(State::Stopping);
    m_runner->stop();
}

void RunController::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void RunController::clear()
{
    m_recorder.reset();
    m_record.reset();
    m_figures = RunFigures();
    m_series = StageSeries();
    m_latency = LiveHistogram();
    m_log.clear();
    m_requests.setRecord(nullptr);
    m_timeAxis.reset();
}

void RunController::prepare(const RunPlan &plan, const QString &workFolder, const QStringList &notices)
{
    clear();
    m_isPrepared = true;
    m_plan = plan;
    m_notices = notices;
    m_recorder = std::make_unique<RunRecorder>(plan, m_runner->runId());
    m_record = m_recorder->record();
    m_record->workFolder = workFolder;
    m_record->notices = notices;
    m_series = StageSeries(plan.requests);
    m_requests.setRecord(m_record);
    const QStringList all = m_record->allNotices();
    for (const QString &notice : all)
        m_log.appendNotice(-1, LogModel::Level::Problem, notice);
    Q_EMIT prepared();
}

void RunController::begin(const QDateTime &startedAt)
{
    if (m_isPrepared)
        m_record->startedAt = startedAt;
    m_clock.start();
    m_drainTimer.start();
    if (m_state == State::Preparing)
        setState(State::Running);
}

qint64 RunController::nowNs() const
{
    const qint64 last = m_recorder ? m_recorder->tally().lastAt : 0;
    return m_clock.isValid() ? qMax(m_clock.nsecsElapsed(), last) : last;
}

void RunController::drain()
{
    if (!m_recorder || !m_runner)
        return;
    const FactBatch batch = m_runner->mailbox().take();
    if (m_recorder->apply(batch)) {
        m_series.apply(batch.facts);
        for (const Fact &fact : batch.facts) {
            if (fact.kind != Fact::Kind::Finished || fact.outcome != Outcome::Done)
                continue;
            if (fact.request >= m_record->requestCount())
                continue;
            if (const std::optional<qint64> latency = m_record->latencyNs(fact.request))
                m_latency.add(*latency);
        }
        m_log.append(batch);
        m_requests.noteChanges(batch.facts);
    }
    const qint64 now = nowNs();
    m_figures = liveFigures(*m_recorder, m_latency, now);
    m_requests.setNow(now);
    m_requests.pushChanges();
    m_timeAxis.setNow(double(now));
    Q_EMIT updated();
}

void RunController::finish(const RunEnd &end)
{
    m_drainTimer.stop();
    if (m_isPrepared)
        drain();
    m_runner.release()->deleteLater(); // we are in its signal
    m_clock.invalidate();
    if (!m_isPrepared || !end.problem.isEmpty()) {
        const bool isByUser = end.problem.isEmpty();
        m_problem = end.problem;
        if (!isByUser)
            m_log.appendNotice(-1, LogModel::Level::Problem, end.problem);
        setState(isByUser ? State::Stopped : State::CouldNotRun);
        return;
    }
    m_record->elapsedNs = end.elapsedNs;
    m_record->isStopped = end.isStopped;
    m_record->isDisturbed = end.isDisturbed;
    m_record->connectionsOpened = end.connectionsOpened;
    m_record->transportLibrary = end.transportLibrary;
    m_record->notices += end.notices;
    if (end.isDisturbed) {
        const QString notice =
            tr("The program stood still for a while during this run: do not trust its figures, run it again.");
        m_record->notices.append(notice);
        m_notices.append(notice);
        m_log.appendNotice(end.elapsedNs, LogModel::Level::Problem, notice);
    }
    m_requests.setNow(end.elapsedNs);
    m_timeAxis.finish(double(end.elapsedNs));
    m_figures = liveFigures(*m_recorder, m_latency, end.elapsedNs);
    Q_EMIT updated();
    summariseInPool();
    if (end.isStopped)
        setState(State::Stopped);
    else
        setState(m_recorder->tally().failed > 0 ? State::Failed : State::Done);
}

void RunController::summariseInPool()
{
    const std::shared_ptr<const RunRecord> record = m_record;
    const quint32 atOnce = m_plan.effectiveAtOnce();
    m_pool.start([this, record, atOnce] { // the pool is waited for before this dies
        const RunFigures figures = finalFigures(summarise(*record), atOnce);
        QMetaObject::invokeMethod(
            this,
            [this, record, figures] {
                if (record != m_record)
                    return; // of a run that has been cleared away
                m_figures = figures;
                Q_EMIT summarised();
            },
            Qt::QueuedConnection);
    });
}

} // namespace fiftyfold
