// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/strategy.h"

#include "core/plan/strategytraits.h"
#include "engine/base/clock.h"
#include "engine/base/mailbox.h"
#include "engine/pipeline/managerpool.h"
#include "engine/pipeline/requestqueue.h"

#include <optional>
#include <utility>

namespace fiftyfold {

Strategy::Strategy(const JobContext &context, ManagerPool &managers, const LaneRange &lanes)
    : m_context(context)
    , m_managers(managers)
    , m_lanes(lanes)
    , m_jobs(lanes.count)
{
    m_context.deadlines = &m_deadlines;
}

Strategy::~Strategy() = default;

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
    const std::optional<quint32> index = m_context.queue->take();
    if (!index) {
        finishIfDone();
        return nullptr;
    }
    ++m_openCount;
    RequestJob *job = jobOf(lane);
    job->start(*index);
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
    for (const quint32 lane : std::exchange(m_freed, {}))
        laneFreed(lane);
    finishIfDone();
}

void Strategy::finishIfDone()
{
    if (m_isFinished || m_openCount > 0 || !m_context.queue->isEmpty())
        return;
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
