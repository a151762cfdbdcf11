// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/engineworker.h"

#include "core/plan/schedule.h"
#include "core/plan/strategytraits.h"
#include "core/text/remark.h"
#include "engine/base/runfolder.h"
#include "engine/base/systemlimits.h"
#include "engine/pipeline/managerpool.h"
#include "engine/pipeline/requestqueue.h"
#include "engine/pipeline/requestsource.h"
#include "engine/runners/descriptorlimit.h"
#include "engine/runners/threadlimit.h"
#include "engine/strategies/lanegroup.h"

#include <algorithm>

namespace fiftyfold {

namespace {

/// Where the facts of the warm-up go.
class NoSink final : public FactSink
{
public:
    void add(const Fact &) override {}
    void add(Note) override {}
};

} // namespace

EngineWorker::EngineWorker(const RunPlan &plan, const std::optional<RunShare> &share, Mailbox *mailbox)
    : m_plan(plan)
    , m_share(share)
    , m_mailbox(mailbox)
    , m_drainTimer(this)
    , m_standstill(this)
{
    m_drainTimer.setSingleShot(true);
    m_drainTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_drainTimer, &QTimer::timeout, this, &EngineWorker::cancelLanes);
}

EngineWorker::~EngineWorker()
{
    cleanUp();
}

void EngineWorker::run()
{
    QStringList clamped;
    for (const LaneLimit &limit : {clampToDescriptorLimit(m_plan), clampToThreadLimit(m_plan)}) {
        if (!limit.problem.isEmpty()) {
            m_end.problem = limit.problem;
            m_end.option = QStringLiteral("--at-once");
            Q_EMIT finished(m_end);
            return;
        }
        if (!limit.lowered.isEmpty())
            clamped.append(limit.notice());
    }
    m_costMeter.prepare();
    const bool keepsFiles = m_plan.steps.keepsFiles();
    m_folder = m_share
                   ? RunFolder::existing(m_plan.workDir, m_share->requests, &m_end.problem)
                   : RunFolder::create(m_plan.workDir, keepsFiles ? RunFolder::Files::Kept : RunFolder::Files::Removed,
                                       &m_end.problem);
    if (!m_folder)
        m_end.option = QStringLiteral("--work-dir");
    if (m_folder && !m_share && !keepsFiles)
        m_removedWithoutMemory = std::make_unique<RemovedWithoutMemory>(m_folder->path());
    if (m_end.problem.isEmpty())
        m_factory = std::make_unique<RequestFactory>(m_plan, &m_end.problem);
    if (m_end.problem.isEmpty())
        m_source = RequestSource::make(m_plan, m_share.value_or(RunShare()), &m_end.problem);
    if (!m_end.problem.isEmpty()) {
        cleanUp();
        Q_EMIT finished(m_end);
        return;
    }
    m_end.transportLibrary = transportLibrary(m_plan);
    Q_EMIT prepared(m_plan, m_folder->path(), clamped);
    makeLanes();
}

void EngineWorker::makeLanes()
{
    const quint32 lanes = m_plan.effectiveAtOnce();
    const quint32 groups = m_plan.effectiveThreads();
    m_groupsBusy = groups;
    for (quint32 i = 0; i < groups; ++i) {
        const quint32 first = lanes * i / groups;
        auto *group = new LaneGroup(m_plan, {first, lanes * (i + 1) / groups - first}, m_folder.get(), &m_clock,
                                    &m_connectionNumbers);
        connect(group, &LaneGroup::prepared, this, &EngineWorker::lanesPrepared);
        connect(group, &LaneGroup::finished, this, &EngineWorker::lanesFinished);
        m_groups.push_back(group);
        if (i == 0 && strategyOf(m_plan).lanes != LanesOn::Threads) { // whose threads block
            group->setParent(this);
            continue;
        }
        m_threads.push_back(std::make_unique<QThread>());
        QThread *thread = m_threads.back().get();
        thread->setObjectName(QStringLiteral("engine %1").arg(i + 1));
        thread->start();
        if (!thread->isRunning()) {
            m_end.problem = noThreadFor(
                remarkText(RemarkKind::ThreadOfEngineOf, {QString::number(i + 1), QString::number(groups)}));
            m_threads.pop_back();
            m_groups.pop_back();
            delete group;
            break;
        }
        connect(thread, &QThread::finished, group, &QObject::deleteLater);
        group->moveToThread(thread);
    }
    if (!m_end.problem.isEmpty()) {
        cleanUp();
        Q_EMIT finished(m_end);
        return;
    }
    for (LaneGroup *group : m_groups)
        QMetaObject::invokeMethod(group, &LaneGroup::prepare);
}

void EngineWorker::lanesPrepared(const QString &problem)
{
    if (!problem.isEmpty())
        m_end.problem = problem;
    if (--m_groupsBusy > 0)
        return;
    if (m_end.problem.isEmpty())
        return warmUp();
    cleanUp();
    Q_EMIT finished(m_end);
}

void EngineWorker::warmUp()
{
    if (m_plan.warmup == 0 || m_end.isStopped)
        return becomeReady();
    static NoSink noSink;
    RunPlan plan = m_plan;
    plan.steps.remove = plan.steps.save; // no file of a warm-up is kept
    plan.rampUp = RunPlan().rampUp;
    QString problem;
    m_warmUpFactory = std::make_unique<RequestFactory>(plan, &problem);
    m_warmUpSource = RequestSource::make(plan, m_share.value_or(RunShare()), &problem);
    if (!problem.isEmpty()) { // a file that has gone since
        m_end.problem = problem;
        cleanUp();
        Q_EMIT finished(m_end);
        return;
    }
    m_warmUpQueue = std::make_unique<RequestQueue>(m_plan.warmup);
    runLanes(m_warmUpQueue.get(), m_warmUpFactory.get(), m_warmUpSource.get(), &noSink);
}

/// All but the start has been done.
void EngineWorker::becomeReady()
{
    m_isWaiting = m_share && !m_end.isStopped;
    if (m_isWaiting)
        Q_EMIT waiting();
    else
        startClock(std::chrono::steady_clock::now());
}

void EngineWorker::go(MonotonicClock::Moment start)
{
    if (std::exchange(m_isWaiting, false))
        startClock(start);
}

void EngineWorker::startClock(MonotonicClock::Moment start)
{
    m_isWarm = true;
    m_queue = std::make_unique<RequestQueue>(m_plan, m_share ? m_share->requests : IndexShare(), &m_clock);
    m_standstill.start();
    m_end.connectionsOpened = 0;
    m_costMeter.start();
    const QDateTime startedAt = QDateTime::currentDateTimeUtc();
    m_clock.restart(start);
    Q_EMIT started(startedAt);
    if (m_end.isStopped)
        return cancelAll();
    if (m_plan.hasEnd()) {
        const std::chrono::nanoseconds end = m_plan.isOpen() ? Schedule(m_plan).end() : m_plan.duration;
        m_drainTimer.start(std::chrono::ceil<std::chrono::milliseconds>(end + m_plan.drain));
    }
    runLanes(m_queue.get(), m_factory.get(), m_source.get(), m_mailbox);
}

void EngineWorker::runLanes(RequestQueue *queue, const RequestFactory *factory, RequestSource *source, FactSink *sink)
{
    JobContext context;
    context.queue = queue;
    context.factory = factory;
    context.source = source;
    context.store = m_folder.get();
    context.sink = sink;
    context.clock = &m_clock;
    m_groupsBusy = m_groups.size();
    for (LaneGroup *group : m_groups)
        QMetaObject::invokeMethod(group, [group, context] { group->run(context); });
}

/// Stopped before anything was begun.
void EngineWorker::cancelAll()
{
    Fact fact;
    fact.kind = Fact::Kind::Finished;
    fact.outcome = Outcome::Cancelled;
    fact.error = ErrorClass::Cancelled;
    const quint32 known = m_plan.hasEnd() ? 0 : m_plan.requests;
    for (fact.request = 0; fact.request < known; ++fact.request)
        m_mailbox->add(fact);
    QMetaObject::invokeMethod(this, &EngineWorker::conclude, Qt::QueuedConnection);
}

void EngineWorker::stop()
{
    if (m_end.isStopped)
        return;
    m_end.isStopped = true;
    cancelLanes();
    go(std::chrono::steady_clock::now());
}

void EngineWorker::cancelLanes()
{
    for (LaneGroup *group : m_groups)
        QMetaObject::invokeMethod(group, &LaneGroup::cancel);
}

void EngineWorker::lanesFinished(quint32 connectionsOpened, qint64 cpuNs, const RunCost &ofProcesses)
{
    if (m_isWarm) {
        m_end.connectionsOpened = m_end.connectionsOpened.value_or(0) + connectionsOpened;
        m_cpuNs += cpuNs;
        m_costOfProcesses += ofProcesses;
    }
    if (--m_groupsBusy > 0)
        return;
    // Out of the strategy's own signal, so that it can be destroyed.
    if (!m_isWarm) {
        QMetaObject::invokeMethod(this, &EngineWorker::becomeReady, Qt::QueuedConnection);
        return;
    }
    m_drainTimer.stop();
    m_end.elapsedNs = m_clock.nowNs();
    m_end.cost = m_costMeter.stop();
    if (m_end.cost)
        *m_end.cost += m_costOfProcesses;
    m_end.isRecordInCost = true;
    const auto usable = std::min<double>(static_cast<double>(m_groups.size()), QThread::idealThreadCount());
    m_end.clientCpuShare = static_cast<double>(m_cpuNs) / (static_cast<double>(m_end.elapsedNs) * usable);
    QMetaObject::invokeMethod(this, &EngineWorker::conclude, Qt::QueuedConnection);
}

void EngineWorker::conclude()
{
    m_end.isDisturbed = m_standstill.stop();
    cleanUp();
    Q_EMIT finished(m_end);
}

void EngineWorker::cleanUp()
{
    for (const auto &thread : m_threads)
        thread->quit();
    if (!m_groups.empty() && m_threads.size() < m_groups.size())
        m_groups.front()->clear();
    for (const auto &thread : m_threads)
        thread->wait();
    m_groups.clear();
    m_threads.clear();
    m_removedWithoutMemory.reset();
    m_folder.reset();
}

} // namespace fiftyfold
