// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/strategy.h"

#include "core/plan/strategytraits.h"
#include "engine/base/clock.h"
#include "engine/base/mailbox.h"
#include "engine/pipeline/managerpool.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace fiftyfold {

namespace {

constexpr int mostATurn = 8; // so that replies are heard, and timed, in between

} // namespace

Strategy::Strategy(const JobContext &context, ManagerPool &managers, const LaneRange &lanes)
    : m_context(context)
    , m_managers(managers)
    , m_lanes(lanes)
    , m_jobs(lanes.count)
{
    m_context.deadlines = &m_deadlines;
}

Strategy::~Strategy()
{
    m_context.queue->unwatch(this);
}

void Strategy::start()
{
    const bool isRampedUp = m_context.factory->plan().rampUp.count() > 0;
    if (!m_context.queue->isOpen() && !isRampedUp)
        return openLanes();
    m_timer = std::make_unique<DueTimer>();
    connect(m_timer.get(), &DueTimer::due, this, &Strategy::lookAtTime);
    if (!m_context.queue->isOpen()) {
        m_context.queue->watch(this);
        return rampUp();
    }
    for (quint32 own = m_lanes.count; own > 0; --own)
        m_free.push_back(m_lanes.first + own - 1);
    std::make_heap(m_free.begin(), m_free.end(), std::greater());
    watch();
}

/// When a lane opens, on the run's clock.
qint64 Strategy::openingNs(quint32 lane) const
{
    const RunPlan &plan = m_context.factory->plan();
    return plan.rampUp.count() / plan.effectiveAtOnce() * lane;
}

void Strategy::rampUp()
{
    while (m_opened < m_lanes.count && !m_context.queue->isEmpty()) {
        const quint32 lane = m_lanes.first + m_opened;
        const qint64 now = m_context.clock->nowNs();
        if (const qint64 opening = openingNs(lane); opening > now) {
            const qint64 end = m_context.factory->plan().duration.count();
            return m_timer->start((end > 0 ? std::min(opening, end) : opening) - now);
        }
        ++m_opened;
        openLane(lane);
    }
    finishIfDone();
}

void Strategy::callToWatch()
{
    QMetaObject::invokeMethod(this, &Strategy::lookAtTime, Qt::QueuedConnection);
}

void Strategy::lookAtTime()
{
    if (m_context.queue->isOpen())
        takeDue();
    else
        rampUp();
}

/// Waits for a request to be due, if a lane is free for it and none of the other engine threads waits.
void Strategy::watch()
{
    if (!m_free.empty() && m_context.queue->watch(this))
        takeDue();
}

void Strategy::takeDue()
{
    RequestQueue &queue = *m_context.queue;
    bool hasTaken = false;
    for (int taken = 0; taken < mostATurn && !m_free.empty(); ++taken) {
        const std::optional<RequestQueue::Due> due = queue.takeDue();
        if (!due)
            break;
        hasTaken = true;
        std::pop_heap(m_free.begin(), m_free.end(), std::greater());
        const quint32 lane = m_free.back();
        m_free.pop_back();
        begin(lane, due->number, due->at);
    }
    const std::optional<qint64> next = queue.nextDueNs();
    if (hasTaken || m_free.empty() || !next)
        queue.unwatch(this);
    if (!next)
        return finishIfDone();
    if (!m_free.empty() && queue.watch(this))
        m_timer->start(*next - m_context.clock->nowNs());
}

RequestJob *Strategy::jobOf(quint32 lane)
{
    const quint32 own = lane - m_lanes.first;
    if (m_jobs[own])
        return m_jobs[own].get();
    m_jobs[own] = std::make_unique<RequestJob>(m_context, lane, m_managers.managerFor(own));
    RequestJob *job = m_jobs[own].get();
    connect(job, &RequestJob::connectionOpened, this, [this] { ++m_connectionsOpened; });
    connect(job, &RequestJob::finished, this, [this, job] { jobFinished(job); });
    connectSteps(job);
    return job;
}

RequestJob *Strategy::startNext(quint32 lane)
{
    const std::optional<quint32> number = m_context.queue->take();
    if (number)
        return begin(lane, *number, 0);
    finishIfDone();
    return nullptr;
}

RequestJob *Strategy::begin(quint32 lane, quint32 number, qint64 dueNs)
{
    ++m_openCount;
    RequestJob *job = jobOf(lane);
    job->start(number, dueNs);
    return job;
}

void Strategy::jobFinished(RequestJob *job)
{
    --m_openCount;
    if (m_freed.empty())
        QMetaObject::invokeMethod(this, &Strategy::goOn, Qt::QueuedConnection);
    m_freed.push_back(job->lane());
    finishIfDone();
}

void Strategy::goOn()
{
    for (const quint32 lane : std::exchange(m_freed, {})) {
        if (m_context.queue->isOpen()) {
            m_free.push_back(lane);
            std::push_heap(m_free.begin(), m_free.end(), std::greater());
        } else {
            laneFreed(lane);
        }
    }
    if (m_context.queue->isOpen())
        watch();
    finishIfDone();
}

void Strategy::finishIfDone()
{
    if (m_isFinished || m_openCount > 0 || !m_context.queue->isEmpty())
        return;
    if (m_timer)
        m_timer->stop();
    m_isFinished = true;
    Q_EMIT finished();
}

void Strategy::cancel()
{
    m_isCancelled = true;
    const RequestQueue::Range rest = m_context.queue->takeRest();
    Fact fact;
    fact.kind = Fact::Kind::Finished;
    fact.outcome = Outcome::Cancelled;
    fact.error = ErrorClass::Cancelled;
    for (fact.request = rest.first; fact.request < rest.end; ++fact.request) {
        fact.at = m_context.clock->nowNs();
        m_context.sink->add(fact);
    }
    for (const auto &job : m_jobs) {
        if (job)
            job->cancel();
    }
    finishIfDone();
}

// Each in the source file of its strategy; what the table names and nobody has written does not link.
#define STRATEGY(factory, ...)                                                                                         \
    std::unique_ptr<Strategy> factory(const JobContext &context, ManagerPool &managers, const LaneRange &lanes);
#define RUNNER(...)
#include "core/plan/strategies.def"
#undef STRATEGY

std::unique_ptr<Strategy> makeStrategy(const QString &name, const JobContext &context, ManagerPool &managers,
                                       const LaneRange &lanes)
{
    using Factory = decltype(&makeAsync);
    static constexpr Factory factories[] = {
#define STRATEGY(factory, ...) &factory,
#include "core/plan/strategies.def"
#undef STRATEGY
#undef RUNNER
    };
    const StrategyTraits *row = findStrategy(name);
    if (!row || row->isExternal())
        return nullptr;
    return factories[row - strategyTable().data()](context, managers, lanes); // ours come first
}

/// The shares of `processes` are runs of their own.
std::unique_ptr<Strategy> makeShare(const JobContext &, ManagerPool &, const LaneRange &)
{
    return nullptr;
}

} // namespace fiftyfold
