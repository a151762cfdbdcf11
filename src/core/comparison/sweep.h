// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonfigures.h"
#include "core/comparison/factor.h"
#include "core/text/numberlocale.h"

#include <QString>

#include <optional>
#include <vector>

namespace fiftyfold {

/// What gains less than this of throughput does not pay.
inline constexpr double leastGain = 0.05;

/// A rate is reached where so much of it was done.
inline constexpr double leastShareReached = 0.98;

/// What was measured at one value of a sweep: medians over whole rounds, with the interval of medianOf().
struct SweepPoint {
    std::size_t entry = 0;                ///< In the comparison.
    double value = 0;                     ///< Of the factor.
    QString text;                         ///< "64", "200/s"
    std::size_t rounds = 0;               ///< Behind the figures, one at least; with one there are no intervals.
    Estimate throughput;                  ///< Requests done a second; of an open load at most its rate, while any are.
    std::optional<Estimate> meanMs;       ///< Mean response time of a round; nothing where nobody told of requests.
    std::optional<Estimate> p95Ms;        ///< Likewise its p95.
    std::optional<Estimate> laneMs;       ///< See ComparisonRound::laneMs.
    std::optional<CostFigures> cost;      ///< Without a ratio.
    std::optional<double> boundPerSecond; ///< What it can't be above, see SweepCurve::boundMs().
};

/// What was measured of all values, of one that the other factor has.
struct SweepCurve {
    QString name;                   ///< "async"; empty where there is but one curve.
    QString label;                  ///< "Async": what people read in the window; empty where that is the name.
    std::vector<SweepPoint> points; ///< Those that were measured, by value.
    std::optional<double> floorMs;  ///< The shortest mean response time.
    /// The shortest mean time that a request held its lane, its steps included; see ComparisonRound::laneMs.
    std::optional<double> laneMs;
    /// The first value from which on no greater one gains leastGain or more, shown by the ratios within rounds: the
    /// number of its point. Of a rate the highest that was reached. Nothing where all that were measured pay.
    std::optional<std::size_t> knee;
    /// A greater value than that of the knee gained leastGain by its median, and the rounds do not tell whether it
    /// does.
    bool isKneeUnsure = false;
    bool isNoneReached = false; ///< Not even the lowest rate was.
    double mostPerSecond = 0;   ///< The most throughput of all points.
    /// Where there is a knee of at-once: the bound comes to the most at this, which would be enough for it.
    std::optional<double> enoughAtOnce;

    /// R: by Little's law no more than N ÷ R a second can be done by N at once. Where nobody told of steps it is the
    /// response alone. Of an open load the bound is its rate.
    std::optional<double> boundMs() const { return laneMs ? laneMs : floorMs; }
    /// Where the knee is, or the last point, up to which all pay; of a curve that has any.
    const SweepPoint &lastThatPays() const { return points[knee.value_or(points.size() - 1)]; }
};

/// A comparison by a number.
struct Sweep {
    const Factor *factor = nullptr; ///< Whose values are the axis: the last number.
    std::vector<SweepCurve> curves; ///< With a point at least, in the order of the entries.
};

/// "98.4/s", "9,340/s": for people, whoever reads it.
QString throughputForPeople(double perSecond, const QLocale &locale = numberLocale());

/// Whether it is rates that are its values.
bool isOfRates(const Sweep &sweep);

/// Nothing where no number was varied, or nothing is measured yet. `entries` are all of a comparison.
std::optional<Sweep> sweepOf(const std::vector<const MeasuredEntry *> &entries);

} // namespace fiftyfold
