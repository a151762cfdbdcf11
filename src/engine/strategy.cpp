// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategy.h"

#include "engine/asyncstrategy.h"
#include "engine/clock.h"
#include "engine/mailbox.h"
#include "engine/managerpool.h"
#include "engine/requestqueue.h"
#include "engine/sequentialstrategy.h"

namespace fiftyfold {

Strategy::Strategy(const JobContext &context, ManagerPool &managers, const LaneRange &lanes)
    : m_context(context)
    , m_managers(managers)
    , m_lanes(lanes)
    , m_open(lanes.count, nullptr)
    , m_connection(lanes.count)
{
    m_context.tellsConnections = managers.tellsConnections();
}

RequestJob *Strategy::nextJob(quint32 lane)
{
    const std::optional<quint32> index = m_context.queue->take();
    if (!index) {
        finishIfDone();
        return nullptr;
    }
    const quint32 own = lane - m_lanes.first;
    auto *job = new RequestJob(m_context, *index, lane, m_managers.managerFor(own), this);
    m_open[own] = job;
    ++m_openCount;
    if (m_connection[own])
        job->setConnection(*m_connection[own]);
    connect(job, &RequestJob::connectionOpened, this, [this, job] {
        const quint32 number = m_connectionsOpened++;
        if (!m_context.tellsConnections)
            return;
        m_connection[job->lane() - m_lanes.first] = number;
        job->setConnection(number);
    });
    connect(job, &RequestJob::finished, this, [this, job] { jobFinished(job); });
    return job;
}

void Strategy::jobFinished(RequestJob *job)
{
    const quint32 lane = job->lane();
    m_open[lane - m_lanes.first] = nullptr;
    --m_openCount;
    job->deleteLater();
    if (m_context.queue->isEmpty())
        finishIfDone();
    else
        QMetaObject::invokeMethod(this, [this, lane] { laneFreed(lane); }, Qt::QueuedConnection);
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
    const RequestQueue::Range rest = m_context.queue->takeRest();
    Fact fact;
    fact.kind = Fact::Kind::Finished;
    fact.outcome = Outcome::Cancelled;
    fact.error = ErrorClass::Cancelled;
    for (fact.request = rest.first; fact.request < rest.end; ++fact.request) {
        fact.at = m_context.clock->nowNs();
        m_context.sink->add(fact);
    }
    for (RequestJob *job : std::vector<RequestJob *>(m_open)) {
        if (job)
            job->cancel();
    }
    finishIfDone();
}

std::unique_ptr<Strategy> makeStrategy(const QString &name, const JobContext &context, ManagerPool &managers,
                                       const LaneRange &lanes)
{
    if (name == QLatin1String("async"))
        return std::make_unique<AsyncStrategy>(context, managers, lanes);
    if (name == QLatin1String("sequential"))
        return std::make_unique<SequentialStrategy>(context, managers, lanes);
    return nullptr;
}

} // namespace fiftyfold
