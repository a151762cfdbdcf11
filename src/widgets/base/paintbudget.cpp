// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/paintbudget.h"

#include <algorithm>
#include <ctime>
#include <utility>

namespace fiftyfold {

namespace {

constexpr int share = 20;          ///< A picture may take this part of the time until the next one.
constexpr int picturesToLearn = 4; ///< One that is dear by chance does not make all slow.

std::chrono::nanoseconds timeOfThisThread()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

PaintBudget::PaintBudget(Clock processorTime)
    : m_processorTime(processorTime ? std::move(processorTime) : timeOfThisThread)
{
}

std::chrono::milliseconds PaintBudget::untilNext()
{
    const std::chrono::nanoseconds spent = m_processorTime();
    if (m_spentBefore)
        m_typical += (spent - *m_spentBefore - m_typical) / picturesToLearn;
    m_spentBefore = spent;
    return std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(share * m_typical), shortest, longest);
}

} // namespace fiftyfold
