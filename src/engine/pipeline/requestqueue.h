// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <optional>

namespace fiftyfold {

/// The requests of a run that have not begun, by index: each is taken once, by whichever engine thread has a lane free.
/// Thread-safe.
class RequestQueue
{
public:
    explicit RequestQueue(quint32 requests)
        : m_requests(requests)
    {
    }

    std::optional<quint32> take()
    {
        const quint64 index = m_next.fetch_add(1, std::memory_order_relaxed);
        return index < m_requests ? std::optional(static_cast<quint32>(index)) : std::nullopt;
    }

    /// From `first` to before `end`.
    struct Range {
        quint32 first = 0;
        quint32 end = 0;
    };
    /// All that nobody has taken; nothing is left then.
    Range takeRest()
    {
        const quint64 first = m_next.exchange(m_requests, std::memory_order_relaxed);
        return {static_cast<quint32>(std::min<quint64>(first, m_requests)), m_requests};
    }

    bool isEmpty() const { return m_next.load(std::memory_order_relaxed) >= m_requests; }

private:
    const quint32 m_requests;
    std::atomic<quint64> m_next{0};
};

} // namespace fiftyfold
