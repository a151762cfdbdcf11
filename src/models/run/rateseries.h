// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/schedule.h"
#include "core/run/runseries.h"

#include <optional>
#include <vector>

namespace fiftyfold {

/// How fast requests began and were done over time, beside how fast they were asked to, and how late they began: what
/// the rate chart draws of a run that time ends, or that has a rate. Its points are core's RunSeries' at an interval
/// that suits the run's length. Bounded: above pointLimit neighbours are merged, and the interval doubles. Main thread.
class RateSeries
{
public:
    static constexpr std::size_t pointLimit = 1024;

    /// From `beginNs` to `endNs`, since the run's start. Of points that were merged the lag is the longest.
    struct Point {
        qint64 beginNs = 0;
        qint64 endNs = 0;
        double sent = 0; ///< Requests a second that began.
        double done = 0;
        std::optional<qint64> lagP99; ///< Of an open load, where any began.
    };
    /// Where the rate that was asked for begins to change, or ends to.
    struct Corner {
        double timeNs = 0;
        double perSecond = 0;
    };

    /// Of no run.
    RateSeries() = default;
    explicit RateSeries(const RunPlan &plan);

    /// Whether the run is one whose rates are worth a chart. Others get no points.
    bool isOfUse() const { return m_intervalNs > 0; }
    bool isOpen() const { return m_schedule.has_value(); }
    qint64 intervalNs() const { return m_intervalNs; }

    /// Takes a batch that the record has taken in.
    void take(const FactBatch &batch, const RunRecord &record, const RunTally &tally, qint64 nowNs);
    /// The run has ended then.
    void finish(const RunTally &tally, qint64 elapsedNs);

    /// Without gaps between them.
    const std::vector<Point> &points() const { return m_points; }
    /// Null where there is none.
    const Point *pointAt(qint64 timeNs) const;
    /// Empty of a closed load.
    const std::vector<Corner> &asked() const { return m_asked; }
    /// Requests a second; nothing of a closed load.
    std::optional<double> askedAt(qint64 timeNs) const;
    double highestRate() const { return m_highestRate; } ///< Of all that were asked, began or were done.
    /// What a scale is to go to: the highest rate, or where a few points are far above all others, somewhat more than
    /// those, so that they can be told apart.
    double shownRate() const;
    qint64 longestLagNs() const { return m_longestLagNs; } ///< The most of any point's.

private:
    void add(const SeriesPoint &point);
    void mergeNeighbours();

    std::optional<Schedule> m_schedule;
    RunSeries m_series;
    qint64 m_intervalNs = 0;
    qint64 m_nextAtNs = 0;
    std::vector<Point> m_points;
    std::vector<Corner> m_asked;
    double m_highestRate = 0;
    qint64 m_longestLagNs = 0;
};

} // namespace fiftyfold
