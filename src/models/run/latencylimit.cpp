// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/latencylimit.h"

#include <algorithm>

namespace fiftyfold {

namespace {

std::optional<LatencyTime> latencyTimeOf(const Threshold &threshold)
{
    if (threshold.figure > ThresholdFigure::Max)
        return std::nullopt;
    switch (threshold.time) {
    case ThresholdTime::Response:
        return LatencyTime::Response;
    case ThresholdTime::Service:
        return LatencyTime::Service;
    case ThresholdTime::Lag:
        return LatencyTime::Lag;
    case ThresholdTime::Stage:
        break;
    }
    return std::nullopt;
}

} // namespace

std::vector<LatencyLimit> latencyLimitsOf(const Expectations &expectations)
{
    std::vector<LatencyLimit> limits;
    for (const Expectation &expectation : expectations) {
        const Threshold &threshold = expectation.threshold;
        if (const std::optional<LatencyTime> time = latencyTimeOf(threshold))
            limits.push_back({threshold.text, *time, threshold.limit * unitBase(threshold.unit)});
    }
    std::stable_sort(limits.begin(), limits.end(),
                     [](const LatencyLimit &a, const LatencyLimit &b) { return a.ns < b.ns; });
    return limits;
}

double longestWith(const std::vector<LatencyLimit> &limits, double longestNs)
{
    constexpr double most = 1.5;
    double longest = longestNs;
    for (const LatencyLimit &limit : limits) {
        if (limit.ns <= most * longestNs)
            longest = std::max(longest, limit.ns);
    }
    return longest;
}

} // namespace fiftyfold
