// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/stallclock.h"

namespace fiftyfold::practice {

StallClock::StallClock(const Stall &stall)
    : m_stall(stall)
{
}

void StallClock::enter(TimePoint now)
{
    if (isIdle(now) || !m_begin)
        m_begin = now;
    m_lastSeen = now;
    ++m_underWay;
}

void StallClock::leave(TimePoint now)
{
    m_lastSeen = now;
    --m_underWay;
}

void StallClock::startOver()
{
    m_begin.reset();
}

TimePoint StallClock::answeredAt(TimePoint due) const
{
    const TimePoint begin = *m_begin + m_stall.after;
    const TimePoint end = begin + m_stall.length;
    return due >= begin && due < end ? end : due;
}

bool StallClock::isIdle(TimePoint now) const
{
    return m_underWay == 0 && (!m_begin || now - m_lastSeen >= idleGap);
}

} // namespace fiftyfold::practice
