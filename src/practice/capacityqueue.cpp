// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/capacityqueue.h"

#include <algorithm>

namespace fiftyfold::practice {

CapacityQueue::CapacityQueue(std::chrono::nanoseconds slot)
    : m_slot(slot)
{
}

TimePoint CapacityQueue::enter(TimePoint now)
{
    const TimePoint taken = std::max(now, m_next);
    m_next = taken + m_slot;
    ++m_underWay;
    return taken;
}

void CapacityQueue::leave(TimePoint now)
{
    if (--m_underWay == 0)
        m_next = std::min(m_next, now + m_slot);
}

void CapacityQueue::startOver()
{
    m_next = TimePoint::min();
}

} // namespace fiftyfold::practice
