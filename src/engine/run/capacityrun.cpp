// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/capacityrun.h"

#include "core/capacity/capacitystep.h"
#include "core/capacity/capacitywording.h"
#include "core/run/runsummary.h"

#include <chrono>
#include <utility>

namespace fiftyfold {

namespace {

// Rare enough to cost a step next to nothing, often enough for somebody who watches.
constexpr std::chrono::milliseconds takeInterval{100};

} // namespace

CapacityRun::CapacityRun(const CapacityPlan &plan, PracticeServer *server, QObject *parent,
                         RecordedRun::RunnerFactory factory)
    : QObject(parent)
    , m_server(server)
    , m_factory(std::move(factory))
{
    m_record.plan = plan;
    if (plan.from > 0)
        m_search.emplace(plan.from, plan.from);
}

CapacityRun::~CapacityRun()
{
    if (m_run)
        m_run->disconnect(this);
}

std::optional<CapacityProgress> CapacityRun::progress() const
{
    if (!m_isInRun)
        return std::nullopt;
    CapacityProgress progress;
    progress.length = m_search ? stepLength(m_record.plan, *m_search->next()) : probePlan(m_record.plan).duration;
    progress.elapsedNs = m_run->nowNs();
    if (m_run->record())
        progress.tally = m_run->recorder().tally();
    if (m_search) {
        progress.rate = m_search->next();
        progress.number = m_record.steps.size() + 1;
        progress.isAgain = m_search->isAgain();
        progress.requests = m_run->record() ? m_run->record()->plan().requests : 0;
    }
    return progress;
}

void CapacityRun::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    m_record.startedAt = QDateTime::currentDateTimeUtc();
    if (!m_record.isStopped)
        return runNext();
    // Through the event loop: nobody expects `finished` from within stop().
    QMetaObject::invokeMethod(this, &CapacityRun::runNext, Qt::QueuedConnection);
}

void CapacityRun::stop()
{
    if (m_isFinished || std::exchange(m_record.isStopped, true))
        return;
    if (m_isInRun)
        m_run->stop();
    else
        start(); // to its end; where a step has just ended, that is on its way
}

void CapacityRun::runNext()
{
    if (m_isFinished)
        return;
    m_run.reset();
    const bool isOver = m_search && !m_search->next();
    if (m_record.isStopped || !m_record.problem.isEmpty() || isOver) {
        m_isFinished = true;
        Q_EMIT finished();
        return;
    }
    const RunPlan plan = m_search ? stepPlan(m_record.plan, *m_search->next()) : probePlan(m_record.plan);
    m_run = std::make_unique<RecordedRun>(plan, m_server, takeInterval, m_factory);
    connect(m_run.get(), &RecordedRun::prepared, this, &CapacityRun::notePrepared);
    connect(m_run.get(), &RecordedRun::took, this, &CapacityRun::progressed);
    connect(m_run.get(), &RecordedRun::finished, this, &CapacityRun::endRun);
    m_isInRun = true;
    m_run->start();
    Q_EMIT progressed();
}

void CapacityRun::notePrepared()
{
    m_record.plan.run.proxy = m_run->record()->plan().proxy;
    note(m_run->record()->notices);
}

void CapacityRun::endRun()
{
    m_isInRun = false;
    const RunEnd &end = m_run->end();
    note(end.notices);
    if (m_record.isStopped)
        return leaveRun();
    if (!end.problem.isEmpty()) {
        m_record.problem = end.problem;
        return leaveRun();
    }
    m_record.transportLibrary = end.transportLibrary;
    const std::shared_ptr<const RunRecord> record = m_run->record();
    if (m_search)
        m_thread.run(
            this, [record, objectives = m_record.plan.objectives] { return capacityStepOf(*record, objectives); },
            [this](const CapacityStep &step) { takeStep(step); });
    else
        m_thread.run(
            this, [record] { return std::pair(summarise(*record), firstFailure(*record)); },
            [this](const std::pair<RunSummary, QString> &probe) { takeProbe(probe.first, probe.second); });
}

void CapacityRun::takeProbe(const RunSummary &summary, const QString &failure)
{
    m_record.probedRate = summary.requestsPerSecond;
    if (summary.done > 0) {
        const double first = firstRateAfter(summary.requestsPerSecond);
        m_search.emplace(first, lowestRateBelow(first));
    } else {
        m_record.problem = probeProblem(summary.failed, failure);
    }
    leaveRun();
}

void CapacityRun::takeStep(const CapacityStep &step)
{
    m_search->take(step);
    m_record.steps.push_back(step);
    m_record.answer = m_search->answer();
    Q_EMIT stepEnded();
    leaveRun();
}

/// Each run says the same again.
void CapacityRun::note(const QStringList &notices)
{
    for (const QString &notice : notices) {
        if (!m_record.notices.contains(notice))
            m_record.notices.append(notice);
    }
}

/// On to the next step, or the end, out of the run's own signal.
void CapacityRun::leaveRun()
{
    QMetaObject::invokeMethod(this, &CapacityRun::runNext, Qt::QueuedConnection);
    Q_EMIT progressed();
}

} // namespace fiftyfold
