// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QtGlobal>

#include <random>
#include <vector>

namespace fiftyfold {

/// When the requests of an open run are due, in nanoseconds since its start: one schedule for the run, whoever carries
/// out a share of it. By formula, never by adding up intervals: of a rate from a to b over D seconds, request k is due
/// at 2k / (a + sqrt(a² + 2sk)), s = (b - a) / D, the inverse of the integral of the rate. Poisson arrivals put the
/// sums of exponential variates (-ln(1 - U), U from std::mt19937_64 with the plan's seed) where even ones have k, so
/// that they follow a ramp too (Lewis and Shedler, "Simulation of Nonhomogeneous Poisson Processes by Thinning", 1979,
/// the method of inversion).
class Schedule
{
public:
    /// Of a plan with a rate.
    explicit Schedule(const RunPlan &plan);

    /// Cheap where `request` is at or after the one that was asked for last. Without an end where the rate has none.
    qint64 dueNs(quint32 request);
    /// How many are due before its end, at most `most`.
    quint32 count(quint32 most) const;
    /// Where its last piece ends, or the plan's duration before that; 0: never.
    std::chrono::nanoseconds end() const { return m_end; }
    /// How long `count` requests take to become due, the next one's moment left out; not beyond its end.
    qint64 spanNs(quint32 count) const;
    /// How many a second, at that moment.
    double rateAt(qint64 atNs) const;
    /// How many are due until then, by the formula.
    double integralAt(qint64 atNs) const;

private:
    struct Piece {
        double from = 0; ///< Requests a second.
        double slope = 0;
        double begin = 0;  ///< Seconds since the start.
        double length = 0; ///< Infinite where it has no end.
        double before = 0; ///< Requests due before it.
        double countUntil(double seconds) const { return from * seconds + slope * seconds * seconds / 2; }
    };
    qint64 timeOf(double requests) const;
    double nextVariate();

    std::vector<Piece> m_pieces;
    std::chrono::nanoseconds m_end{0};
    bool m_isPoisson;
    quint32 m_seed;
    std::mt19937_64 m_random;
    quint64 m_drawn = 0; ///< Variates in m_sum.
    double m_sum = 0;
};

/// The plan with as many requests as its rate and its duration make of it, and no more at once than that, where these
/// alone say so; others as they are. What runs a plan settles it first.
RunPlan settledLoad(const RunPlan &plan);

/// What can be compared of a load that time ends: at its rate as many requests as become due until then; at once,
/// where nobody knows how many that would be, and at a rate that changes, the usual number.
RunPlan countedLoad(const RunPlan &plan);

} // namespace fiftyfold
