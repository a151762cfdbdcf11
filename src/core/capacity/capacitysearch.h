// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"

#include <optional>

namespace fiftyfold {

/// Which rate to try next, and what was found: nothing but the rule, without a clock or a server.
///
/// Rates grow by 25 % until one does not hold, then the range between the last that held and the first that did not is
/// halved until its ends are no more than 5 % apart. That a rate does not hold counts when it is seen twice running.
/// Where the first one does not hold, rates are halved until one does, and what is left to the lowest is no step of its
/// own where it is less than a growth. Rates are whole numbers from 100 on, with one
/// decimal from 10 on and two below, as they are shown, and never below 0.1.
class CapacitySearch
{
public:
    static constexpr double growth = 1.25;
    static constexpr double exactTo = 0.05;

    /// Both in requests a second and above zero. It goes no lower than `lowest`, which is not above `first`.
    CapacitySearch(double first, double lowest);

    /// Requests a second; nothing where it is over.
    std::optional<double> next() const { return m_next; }
    /// The step at next() is the second at that rate, as the first did not hold.
    bool isAgain() const { return m_isAgain; }
    /// Of the step at next(). Must not be called where it is over.
    void take(const CapacityStep &step);
    const CapacityAnswer &answer() const { return m_answer; }

private:
    void proceed();
    void end(CapacityEnd end);

    const double m_lowest;
    std::optional<double> m_next;
    std::size_t m_taken = 0;
    bool m_isAgain = false;
    bool m_keptUpBefore = false; ///< The client, in the first step at this rate, which did not hold.
    CapacityAnswer m_answer;
};

/// The rate to begin with, of what a probe got done a second, and the lowest that may follow of it.
double firstRateAfter(double probedRate);
double lowestRateBelow(double firstRate);

} // namespace fiftyfold
