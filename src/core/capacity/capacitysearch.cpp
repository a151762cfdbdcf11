// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capacity/capacitysearch.h"

#include "core/capacity/capacitystep.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr double shareOfProbe = 0.5;
constexpr double lowestShare = 1.0 / 16;
constexpr double leastSearched = 0.1; // below, a growth would be lost in rounding

double shownRate(double rate)
{
    const double steps = rate >= 100 ? 1 : rate >= 10 ? 10 : 100;
    return std::clamp(std::round(rate * steps) / steps, leastSearched, rateLimit);
}

} // namespace

CapacitySearch::CapacitySearch(double first, double lowest)
    : m_lowest(shownRate(lowest))
    , m_next(shownRate(first))
{
}

void CapacitySearch::take(const CapacityStep &step)
{
    const std::size_t index = m_taken++;
    if (step.verdict == StepVerdict::Held) {
        m_answer.heldStep = index;
        m_answer.held = *m_next;
    } else if (!m_isAgain) {
        m_isAgain = true;
        m_keptUpBefore = step.health.verdict == LoadVerdict::KeptUp;
        return;
    } else {
        // Of two that did not hold the one whose client kept up tells of the server, and trouble in the other of
        // nothing.
        m_answer.limit = m_keptUpBefore ? CapacityLimit::Server : limitOf(step);
        m_answer.crossedStep = m_keptUpBefore && step.health.verdict != LoadVerdict::KeptUp ? index - 1 : index;
        m_answer.crossed = *m_next;
    }
    m_isAgain = false;
    proceed();
}

void CapacitySearch::proceed()
{
    const double held = m_answer.held;
    const double crossed = m_answer.crossed;
    if (m_answer.hasRange()) {
        const double middle = shownRate((held + crossed) / 2);
        const bool isExact = crossed - held <= exactTo * held || middle <= held || middle >= crossed;
        return isExact ? end(CapacityEnd::Found) : void(m_next = middle);
    }
    if (m_answer.heldStep)
        return held >= rateLimit ? end(CapacityEnd::NothingCrossed) : void(m_next = shownRate(held * growth));
    const double half = shownRate(crossed / 2);
    return crossed <= m_lowest ? end(CapacityEnd::NothingHeld)
                               : void(m_next = half < m_lowest * growth ? m_lowest : half);
}

void CapacitySearch::end(CapacityEnd end)
{
    m_next.reset();
    m_answer.end = end;
}

double firstRateAfter(double probedRate)
{
    return shownRate(probedRate * shareOfProbe);
}

double lowestRateBelow(double firstRate)
{
    return shownRate(firstRate * lowestShare);
}

} // namespace fiftyfold
