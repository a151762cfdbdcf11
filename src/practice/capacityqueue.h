// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace fiftyfold::practice {

using TimePoint = std::chrono::steady_clock::time_point;

/// A server that takes one request in each slot of time: whoever comes while it is at work is taken in turn, in order
/// of arrival, and nobody is turned away. Time in which nobody came is lost: the first to come after it is taken at
/// once, the second a slot later. Times never go back.
class CapacityQueue
{
public:
    explicit CapacityQueue(std::chrono::nanoseconds slot);

    /// Whoever comes now is taken at this time. Each must leave once.
    TimePoint enter(TimePoint now);
    /// One was answered, or gave up. Who gives up has used its slot, as a server does not know that nobody waits for
    /// what it is at work on; when nobody is left, the slots that were given away are free again.
    void leave(TimePoint now);
    /// Nobody waits for a slot any more; who is under way already still leaves.
    void startOver();
    /// It is as a new one would be.
    bool isIdle(TimePoint now) const { return m_underWay == 0 && m_next <= now; }

private:
    std::chrono::nanoseconds m_slot;
    TimePoint m_next = TimePoint::min();
    std::uint64_t m_underWay = 0;
};

} // namespace fiftyfold::practice
