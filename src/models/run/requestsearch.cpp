// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requestsearch.h"

#include <QTimerEvent>

#include <atomic>
#include <utility>

namespace fiftyfold {

namespace {
constexpr quint32 searchStep = 100; // requests between two looks at the clock
constexpr qint64 searchSliceNs = 2'000'000;
constexpr int searchSliceIntervalMs = 8; // so that others have most of the time
} // namespace

struct RequestSearch::Job {
    Job(const std::shared_ptr<const RunRecord> &record, const RequestQuery &query,
        std::shared_ptr<const RequestOrder> before)
        : scan(record, query)
        , shown(std::move(before))
    {
    }
    RequestScan scan;
    std::shared_ptr<const RequestOrder> shown;
    bool isScanned = false;
    std::atomic_bool isGivenUp = false;
};

RequestSearch::RequestSearch(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    m_pool.start([] {}); // its thread, while there is one: a pool waits for good for one that can't be started
}

RequestSearch::~RequestSearch()
{
    giveUp();
}

void RequestSearch::setRecord(std::shared_ptr<const RunRecord> record, bool isComplete)
{
    giveUp();
    m_record = std::move(record);
    m_isComplete = isComplete;
}

void RequestSearch::setComplete()
{
    m_isComplete = true;
}

void RequestSearch::giveUp()
{
    m_slices.stop();
    if (m_job)
        m_job->isGivenUp = true;
    m_job.reset();
}

void RequestSearch::start(const RequestQuery &query, std::shared_ptr<const RequestOrder> shown)
{
    giveUp();
    if (!m_record)
        return;
    m_mainThreadNs = 0;
    m_job = std::make_shared<Job>(m_record, query, std::move(shown));
    if (m_isComplete)
        finishInPool();
    else
        m_slices.start(searchSliceIntervalMs, Qt::PreciseTimer, this);
}

void RequestSearch::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_slices.timerId())
        return QObject::timerEvent(event);
    QElapsedTimer clock;
    clock.start();
    bool isMore = true;
    while (isMore && !m_isComplete && clock.nsecsElapsed() < searchSliceNs)
        isMore = m_job->scan.scan(searchStep);
    m_mainThreadNs += clock.nsecsElapsed();
    if (isMore && !m_isComplete)
        return;
    m_slices.stop();
    m_job->isScanned = !isMore;
    finishInPool();
}

void RequestSearch::finishInPool()
{
    m_pool.start([this, job = m_job] { // the pool is waited for before this dies
        while (!job->isScanned && !job->isGivenUp && job->scan.scan(searchStep)) {
        }
        if (job->isGivenUp)
            return;
        const RequestRearrangement change =
            rearrangement(job->shown, std::make_shared<const RequestOrder>(job->scan.sorted()));
        QMetaObject::invokeMethod(
            this,
            [this, job, change] {
                if (job != m_job)
                    return; // of a query that was given up
                m_job.reset();
                Q_EMIT finished(change);
            },
            Qt::QueuedConnection);
    });
}

} // namespace fiftyfold
