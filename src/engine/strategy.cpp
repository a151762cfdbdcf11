// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategy.h"

#include "engine/asyncstrategy.h"
#include "engine/clock.h"
#include "engine/mailbox.h"
#include "engine/managerpool.h"
#include "engine/sequentialstrategy.h"

namespace fiftyfold {

Strategy::Strategy(const JobContext &context, ManagerPool &managers)
    : m_context(context)
    , m_managers(managers)
    , m_open(context.factory->plan().effectiveAtOnce(), nullptr)
    , m_connection(m_open.size())
{
    m_context.tellsConnections = managers.tellsConnections();
}

RequestJob *Strategy::nextJob(quint32 lane)
{
    if (m_next >= plan().requests)
        return nullptr;
    auto *job = new RequestJob(m_context, m_next++, lane, m_managers.managerFor(lane), this);
    m_open[lane] = job;
    if (m_connection[lane])
        job->setConnection(*m_connection[lane]);
    connect(job, &RequestJob::connectionOpened, this, [this, job] {
        const quint32 number = m_connectionsOpened++;
        if (!m_context.tellsConnections)
            return;
        m_connection[job->lane()] = number;
        job->setConnection(number);
    });
    connect(job, &RequestJob::finished, this, [this, job] { jobFinished(job); });
    return job;
}

void Strategy::jobFinished(RequestJob *job)
{
    const quint32 lane = job->lane();
    m_open[lane] = nullptr;
    job->deleteLater();
    if (m_next < plan().requests)
        QMetaObject::invokeMethod(this, [this, lane] { laneFreed(lane); }, Qt::QueuedConnection);
    countOutcome();
}

void Strategy::countOutcome()
{
    if (++m_finished == plan().requests)
        Q_EMIT finished();
}

void Strategy::cancel()
{
    const quint32 firstUnstarted = m_next;
    m_next = plan().requests;
    for (RequestJob *job : std::vector<RequestJob *>(m_open)) {
        if (job)
            job->cancel();
    }
    Fact fact;
    fact.kind = Fact::Kind::Finished;
    fact.outcome = Outcome::Cancelled;
    fact.error = ErrorClass::Cancelled;
    for (fact.request = firstUnstarted; fact.request < plan().requests; ++fact.request) {
        fact.at = m_context.clock->nowNs();
        m_context.sink->add(fact);
        countOutcome();
    }
}

std::unique_ptr<Strategy> makeStrategy(const QString &name, const JobContext &context, ManagerPool &managers)
{
    if (name == QLatin1String("async"))
        return std::make_unique<AsyncStrategy>(context, managers);
    if (name == QLatin1String("sequential"))
        return std::make_unique<SequentialStrategy>(context, managers);
    return nullptr;
}

} // namespace fiftyfold
