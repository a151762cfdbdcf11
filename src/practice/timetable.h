// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/capacityqueue.h"
#include "practice/replyplan.h"
#include "practice/stallclock.h"

#include <chrono>
#include <cstddef>
#include <map>

namespace fiftyfold::practice {

/// When each request is answered: all that ask for the same rate wait in one queue, all that ask for the same stall
/// stand still together, and a latency comes after the queue and before the stall. It reads no clock: it is told the
/// time, which never goes back.
class Timetable
{
public:
    /// How long a request that has come now waits for its answer, given the latency that was drawn for it. It must
    /// leave once, with the same plan, unless the plan has neither a rate nor a stall.
    std::chrono::nanoseconds delayOf(const ReplyPlan &plan, std::chrono::nanoseconds latency, TimePoint now);
    /// It was answered, or its client has left.
    void leave(const ReplyPlan &plan, TimePoint now);
    /// A new run begins: queues are empty, and stalls count from the next request on. Who is under way stays so.
    void startOver();

    /// Rates and stalls that are remembered.
    std::size_t size() const { return m_queues.size() + m_stalls.size(); }

private:
    std::map<std::chrono::nanoseconds, CapacityQueue> m_queues; ///< By slot.
    std::map<Stall, StallClock> m_stalls;
};

} // namespace fiftyfold::practice
