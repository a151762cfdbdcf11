// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/requestqueue.h"

#include "engine/base/clock.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

RequestQueue::RequestQueue(quint32 requests)
    : m_requests(requests)
{
}

RequestQueue::RequestQueue(const RunPlan &plan, const IndexShare &share, const Clock *clock)
    : m_requests(plan.requestsAtMost())
    , m_hasEnd(plan.hasEnd())
    , m_endNs(plan.isOpen() ? 0 : plan.duration.count())
    , m_clock(clock)
    , m_share(share)
{
    if (plan.isOpen())
        m_schedule.emplace(plan);
}

bool RequestQueue::isOver() const
{
    return m_endNs > 0 && m_clock->nowNs() >= m_endNs;
}

std::optional<quint32> RequestQueue::take()
{
    if (isOver())
        return std::nullopt;
    const quint64 number = m_next.fetch_add(1, std::memory_order_relaxed);
    if (number + 1 == m_requests) {
        const std::lock_guard lock(m_mutex);
        callAll();
    }
    return number < m_requests ? std::optional(static_cast<quint32>(number)) : std::nullopt;
}

std::optional<RequestQueue::Due> RequestQueue::takeDue()
{
    const std::lock_guard lock(m_mutex);
    const quint64 number = m_next.load(std::memory_order_relaxed);
    if (number >= m_requests)
        return std::nullopt;
    const auto own = static_cast<quint32>(number);
    const qint64 at = m_schedule->dueNs(m_share.indexOf(own));
    if (at > m_clock->nowNs())
        return std::nullopt;
    m_next.store(number + 1, std::memory_order_relaxed);
    if (number + 1 == m_requests)
        callAll();
    return Due{own, at};
}

std::optional<qint64> RequestQueue::nextDueNs()
{
    const std::lock_guard lock(m_mutex);
    const quint64 number = m_next.load(std::memory_order_relaxed);
    if (number >= m_requests)
        return std::nullopt;
    return m_schedule->dueNs(m_share.indexOf(static_cast<quint32>(number)));
}

bool RequestQueue::watch(QueueWatcher *watcher)
{
    const std::lock_guard lock(m_mutex);
    if (!m_watching)
        m_watching = watcher;
    if (m_watching != watcher && std::find(m_waiting.begin(), m_waiting.end(), watcher) == m_waiting.end())
        m_waiting.push_back(watcher);
    return m_watching == watcher;
}

void RequestQueue::unwatch(QueueWatcher *watcher)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.erase(std::remove(m_waiting.begin(), m_waiting.end(), watcher), m_waiting.end());
    if (m_watching != watcher)
        return;
    m_watching = nullptr;
    callNext();
}

void RequestQueue::callNext()
{
    if (m_waiting.empty())
        return;
    m_watching = m_waiting.front();
    m_waiting.pop_front();
    m_watching->callToWatch();
}

/// Nothing is left to wait for.
void RequestQueue::callAll()
{
    if (m_watching)
        m_watching->callToWatch();
    for (QueueWatcher *watcher : std::exchange(m_waiting, {}))
        watcher->callToWatch();
}

RequestQueue::Range RequestQueue::takeRest()
{
    const std::lock_guard lock(m_mutex);
    const auto first =
        static_cast<quint32>(std::min<quint64>(m_next.exchange(m_requests, std::memory_order_relaxed), m_requests));
    if (!m_hasEnd)
        return {first, m_requests};
    Range due{first, first};
    while (m_schedule && due.end < m_requests && m_schedule->dueNs(m_share.indexOf(due.end)) <= m_clock->nowNs())
        ++due.end;
    return due;
}

bool RequestQueue::isEmpty() const
{
    return m_next.load(std::memory_order_relaxed) >= m_requests || isOver();
}

} // namespace fiftyfold
