// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runcontroller.h"

#include "core/run/runsummary.h"
#include "core/text/quantities.h"
#include "engine/runners/practiceserver.h"

#include <chrono>

namespace fiftyfold {

namespace {
constexpr std::chrono::milliseconds frameInterval(16);
}

RunController::RunController(QObject *parent, RecordedRun::RunnerFactory factory)
    : QObject(parent)
    , m_factory(std::move(factory))
    , m_server(new PracticeServer(this))
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    m_pool.start([] {}); // its thread, while there is one: a pool waits for good for one that can't be started
}

RunController::~RunController()
{
    m_run.reset(); // it uses the server
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
    m_optionThatMends.clear();
    m_notices.clear();
    m_run = std::make_unique<RecordedRun>(plan, m_server, frameInterval, m_factory);
    connect(m_run.get(), &RecordedRun::prepared, this, &RunController::prepare);
    connect(m_run.get(), &RecordedRun::started, this, &RunController::begin);
    connect(m_run.get(), &RecordedRun::took, this, &RunController::take);
    connect(m_run.get(), &RecordedRun::finished, this, &RunController::finish);
    setState(State::Preparing);
    m_run->start();
}

void RunController::stop()
{
    if (m_state != State::Preparing && m_state != State::Running)
        return;
    setState(State::Stopping);
    m_run->stop();
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
    m_record.reset();
    m_figures = RunFigures();
    m_series = StageSeries();
    m_latency = LiveHistogram();
    m_log.clear();
    m_requests.setRecord(nullptr);
    m_timeAxis.reset();
}

void RunController::prepare()
{
    clear();
    m_isPrepared = true;
    m_record = m_run->record();
    m_plan = m_record->plan();
    m_notices = m_record->notices;
    m_series = StageSeries(m_plan.requests);
    m_requests.setRecord(m_record);
    const QStringList all = m_record->allNotices();
    for (const QString &notice : all)
        m_log.appendNotice(-1, LogModel::Level::Problem, notice);
    Q_EMIT prepared();
}

void RunController::begin()
{
    if (m_state == State::Preparing)
        setState(State::Running);
}

void RunController::take(const FactBatch &batch)
{
    if (!m_isPrepared)
        return;
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
    const qint64 now = m_run->nowNs();
    m_figures = liveFigures(m_run->recorder(), m_latency, now);
    m_requests.setNow(now);
    m_requests.pushChanges();
    m_timeAxis.setNow(double(now));
    Q_EMIT updated();
}

void RunController::finish()
{
    RecordedRun *run = m_run.release();
    run->deleteLater(); // we are in its signal
    const RunEnd &end = run->end();
    if (!m_isPrepared || !end.problem.isEmpty()) {
        const bool isByUser = end.problem.isEmpty();
        m_problem = end.problem;
        m_optionThatMends = end.option;
        if (!isByUser)
            m_log.appendNotice(-1, LogModel::Level::Problem, end.problem);
        setState(isByUser ? State::Stopped : State::CouldNotRun);
        return;
    }
    if (end.isDisturbed) {
        m_notices.append(disturbedRemark());
        m_log.appendNotice(end.elapsedNs, LogModel::Level::Problem, disturbedRemark());
    }
    m_requests.setNow(end.elapsedNs);
    m_timeAxis.finish(double(end.elapsedNs));
    m_figures = liveFigures(run->recorder(), m_latency, end.elapsedNs);
    Q_EMIT updated();
    summariseInPool();
    if (end.isStopped)
        setState(State::Stopped);
    else
        setState(run->recorder().tally().failed > 0 ? State::Failed : State::Done);
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
