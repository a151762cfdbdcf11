// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"
#include "core/run/statistics.h"

#include <QString>

#include <array>
#include <vector>

namespace fiftyfold {

struct LiveTimes;
struct RunSummary;
struct RequestRange;

/// Response: from when a request was due; Service: from when it left the queue; both to the end of its reply.
enum class LatencyTime : quint8 { Response, Service, Lag };
inline constexpr std::array<LatencyTime, 3> allLatencyTimes = {LatencyTime::Response, LatencyTime::Service,
                                                               LatencyTime::Lag};

/// "response time", "service time", "lag".
QString latencyTimeName(LatencyTime time);

/// How one of a run's times is spread over its requests.
struct LatencySpread {
    /// So many of the requests took that long at most.
    struct Step {
        double fraction = 0;
        double ns = 0;
    };

    quint32 count = 0;       ///< With 0 there is no curve.
    std::vector<Step> curve; ///< From 0 to 1, at those of the table among others.
    LiveHistogram histogram;
    bool isStated = false; ///< By a file: nothing is known between the steps, and there is no histogram.

    /// Whether a percentile may be told.
    bool isKnownAt(double fraction) const;
    /// Exact at the fractions of the table.
    double timeAt(double fraction) const;
    double leastFractionOf(double ns) const; ///< Where the curve reaches it; 1 where it does not.
    double mostFractionOf(double ns) const;  ///< Up to where the curve is no higher; 0 where it is from the start.
};

/// The times of a run. Of a closed load the response time is the service time, and there is no lag.
struct LatencySpreads {
    std::array<LatencySpread, allLatencyTimes.size()> spreads;
    bool isOpen = false;

    const LatencySpread &of(LatencyTime time) const { return spreads[static_cast<std::size_t>(time)]; }
    LatencySpread &of(LatencyTime time) { return spreads[static_cast<std::size_t>(time)]; }
    bool isEmpty() const { return of(LatencyTime::Response).count == 0; }
};

/// The percentiles that are told in figures, the most last: 0.5, 0.9, … 0.9999, 1.
const std::vector<double> &toldFractions();
/// "p99.9"; "max".
QString percentileName(double fraction);

/// While a run goes on, within the 1 % of its histograms.
LatencySpreads spreadsOf(const LiveTimes &times, bool isOpen);
/// Exact, and the same percentiles as in its summary; of the requests in a range, where that is not empty. Reads the
/// whole record: for a million requests, best off the main thread.
LatencySpreads spreadsOf(const RunRecord &record, const RequestRange &range);

/// Of a record without its requests, as far as its figures tell: a curve through the percentiles that are stated.
LatencySpreads statedSpreads(const RunRecord &record, const RunSummary &summary);

/// "p50 99 ms, p99 142 ms, 50 responses", for who can't see the chart.
QString spokenSpread(const LatencySpreads &spreads, LatencyTime time);

} // namespace fiftyfold
