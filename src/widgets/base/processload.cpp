// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/processload.h"

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

std::optional<double> ProcessLoad::percent()
{
    constexpr qint64 leastNs = 1'000'000'000;
    const qint64 elapsed = m_wall.nsecsElapsed();
    if (elapsed >= leastNs) {
        const qint64 now = processorNs();
        m_percent = 100.0 * double(now - m_processorNs) / double(elapsed);
        m_processorNs = now;
        m_wall.restart();
    }
    return m_percent;
}

} // namespace fiftyfold
