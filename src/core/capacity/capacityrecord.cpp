// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capacity/capacityrecord.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr std::chrono::seconds usualStep{10};
constexpr std::chrono::hours longestStep{12};
constexpr double samplesBeyond = 100;    ///< The percentile that is watched.
constexpr double leastSamplesBeyond = 1; ///< However short a step is asked to be: fewer can't support it.
constexpr quint32 probeLanes = 32;
constexpr std::chrono::seconds probeTime{2};

/// What has a load of its own.
RunPlan withoutLoad(const RunPlan &plan)
{
    RunPlan bare = plan;
    bare.requests = 0;
    bare.rampUp = std::chrono::nanoseconds(0);
    bare.rate = {};
    return bare;
}

/// How many requests a step needs, so that so many are beyond the percentile.
double samplesNeeded(const QList<Threshold> &objectives, double beyond)
{
    double most = 0;
    for (const Threshold &objective : objectives) {
        if (const double fraction = percentileOf(objective); fraction > 0)
            most = std::max(most, beyond / (1 - fraction));
    }
    return most;
}

} // namespace

RunPlan stepPlan(const CapacityPlan &plan, double rate)
{
    RunPlan step = withoutLoad(plan.run);
    step.rate.pieces = {{rate, rate, std::chrono::nanoseconds(0)}};
    step.duration = stepLength(plan, rate);
    return step;
}

RunPlan probePlan(const CapacityPlan &plan)
{
    RunPlan probe = withoutLoad(plan.run);
    probe.arrivals = RunPlan().arrivals;
    probe.duration = probeTime;
    probe.atOnce = plan.run.atOnce == 0 ? probeLanes : std::min(plan.run.atOnce, probeLanes);
    return probe;
}

std::chrono::nanoseconds stepLength(const CapacityPlan &plan, double rate)
{
    using std::chrono::nanoseconds;
    const auto timeFor = [rate](double requests) {
        const std::chrono::duration<double> seconds(std::min(requests / rate, 1e6));
        return std::chrono::duration_cast<nanoseconds>(seconds);
    };
    nanoseconds length = plan.stepTime;
    if (length.count() == 0) // its verdict must not hang on a few of them
        length = std::clamp<nanoseconds>(timeFor(std::ceil(samplesNeeded(plan.objectives, samplesBeyond))), usualStep,
                                         longestStep);
    else
        length = std::max(length, timeFor(std::ceil(samplesNeeded(plan.objectives, leastSamplesBeyond)) + 1));
    return std::min(length, timeFor(requestsLimit));
}

} // namespace fiftyfold
