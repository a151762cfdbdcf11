// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processload.h"

#include <ctime>

namespace fiftyfold {

namespace {

qint64 processorNs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

ProcessLoad::ProcessLoad()
    : m_processorNs(processorNs())
{
    m_wall.start();
}

double ProcessLoad::takePercent()
{
    const qint64 now = processorNs();
    const qint64 used = now - m_processorNs;
    const qint64 elapsed = m_wall.nsecsElapsed();
    m_processorNs = now;
    m_wall.restart();
    constexpr qint64 leastNs = 50'000'000; // a shorter time says nothing
    return elapsed > leastNs ? 100.0 * double(used) / double(elapsed) : 0.0;
}

} // namespace fiftyfold
