// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engineworker.h"

#include "engine/descriptorlimit.h"
#include "engine/managerpool.h"
#include "engine/runfolder.h"
#include "engine/strategy.h"

#include <ctime>

namespace fiftyfold {

namespace {

constexpr std::chrono::milliseconds heartbeatInterval{200};
constexpr qint64 standstillMs = 1500;
constexpr qint64 suspensionNs = 100'000'000;

/// Time that the machine has spent suspended since it was started.
qint64 suspendedNs()
{
    const auto read = [](clockid_t clock) {
        timespec time = {};
        clock_gettime(clock, &time);
        return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    };
    return read(CLOCK_BOOTTIME) - read(CLOCK_MONOTONIC);
}

/// Where the facts of the warm-up go.
class NoSink final : public FactSink
{
public:
    void add(const Fact &) override {}
    void add(Note) override {}
};

} // namespace

EngineWorker::EngineWorker(const RunPlan &plan, Mailbox *mailbox)
    : m_plan(plan)
    , m_mailbox(mailbox)
    , m_heartbeat(this)
{
    connect(&m_heartbeat, &QTimer::timeout, this, &EngineWorker::watchForStandstill);
}

EngineWorker::~EngineWorker()
{
    cleanUp();
}

void EngineWorker::run()
{
    QString clamped;
    m_plan.atOnce = clampedToDescriptorLimit(m_plan, &clamped);
    const bool keepsFiles = m_plan.steps.save && !m_plan.steps.remove;
    m_folder = RunFolder::create(m_plan.workDir, keepsFiles ? RunFolder::Files::Kept : RunFolder::Files::Removed,
                                 &m_end.problem);
    if (m_end.problem.isEmpty())
        m_factory = std::make_unique<RequestFactory>(m_plan, &m_end.problem);
    if (!m_end.problem.isEmpty()) {
        cleanUp();
        Q_EMIT finished(m_end);
        return;
    }
    QStringList notices;
    if (!clamped.isEmpty())
        notices.append(clamped);
    m_managers = std::make_unique<QtManagerPool>(m_plan.effectiveAtOnce(), proxyFor(m_plan), m_plan.freshConnections);
    Q_EMIT prepared(m_plan, m_folder->path(), notices);
    warmUp();
}

void EngineWorker::warmUp()
{
    if (m_plan.warmup == 0)
        return startClock();
    static NoSink noSink;
    RunPlan plan = m_plan;
    plan.requests = plan.warmup;
    plan.steps.remove = plan.steps.save; // no file of a warm-up is kept
    QString problem;
    m_warmUpFactory = std::make_unique<RequestFactory>(plan, &problem);
    m_strategy = makeStrategy(plan.strategy, {m_warmUpFactory.get(), m_folder.get(), &noSink, &m_clock}, *m_managers);
    connect(m_strategy.get(), &Strategy::finished, this, &EngineWorker::startClock, Qt::QueuedConnection);
    m_strategy->start();
}

void EngineWorker::startClock()
{
    m_strategy = makeStrategy(m_plan.strategy, {m_factory.get(), m_folder.get(), m_mailbox, &m_clock}, *m_managers);
    connect(m_strategy.get(), &Strategy::finished, this, &EngineWorker::strategyFinished);
    m_heartbeat.start(heartbeatInterval);
    m_sinceHeartbeat.start();
    m_suspendedAtStartNs = suspendedNs();
    const QDateTime startedAt = QDateTime::currentDateTimeUtc();
    m_clock.restart();
    Q_EMIT started(startedAt);
    if (m_end.isStopped)
        m_strategy->cancel();
    else
        m_strategy->start();
}

void EngineWorker::stop()
{
    if (m_end.isStopped)
        return;
    m_end.isStopped = true;
    if (m_strategy)
        m_strategy->cancel();
}

void EngineWorker::strategyFinished()
{
    m_end.elapsedNs = m_clock.nowNs();
    m_end.connectionsOpened = m_strategy->connectionsOpened();
    watchForStandstill();
    if (suspendedNs() - m_suspendedAtStartNs > suspensionNs)
        m_end.isDisturbed = true;
    m_heartbeat.stop();
    // Out of the strategy's own signal, so that it can be destroyed.
    QMetaObject::invokeMethod(
        this,
        [this] {
            cleanUp();
            Q_EMIT finished(m_end);
        },
        Qt::QueuedConnection);
}

void EngineWorker::cleanUp()
{
    m_strategy.reset(); // jobs before the managers that hold their replies
    m_managers.reset();
    m_folder.reset();
}

void EngineWorker::watchForStandstill()
{
    if (m_sinceHeartbeat.restart() > standstillMs)
        m_end.isDisturbed = true;
}

} // namespace fiftyfold
