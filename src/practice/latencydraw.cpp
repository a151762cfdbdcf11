// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/latencydraw.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace fiftyfold::practice {

namespace {

std::chrono::nanoseconds drawnUniform(const ReplyPlan &plan, std::mt19937_64 &random)
{
    if (plan.jitter.count() == 0)
        return plan.latency;
    std::uniform_int_distribution<std::int64_t> spread(-plan.jitter.count(), plan.jitter.count());
    return std::max(plan.latency + std::chrono::nanoseconds(spread(random)), std::chrono::nanoseconds(0));
}

std::chrono::nanoseconds nanosecondsOf(double count)
{
    constexpr std::chrono::nanoseconds limit = latencyLimit;
    return std::chrono::nanoseconds(std::llround(std::min(count, static_cast<double>(limit.count()))));
}

} // namespace

std::chrono::nanoseconds drawnLatency(const ReplyPlan &plan, std::mt19937_64 &random)
{
    const auto mean = static_cast<double>(plan.latency.count());
    switch (plan.distribution) {
    case Distribution::Uniform:
        break;
    case Distribution::Exponential:
        return nanosecondsOf(std::exponential_distribution<double>(1 / mean)(random));
    case Distribution::Lognormal: {
        const double relative = static_cast<double>(plan.jitter.count()) / mean;
        const double sigma = relative > 0 ? std::sqrt(std::log1p(relative * relative)) : lognormalSigma;
        return nanosecondsOf(std::lognormal_distribution<double>(std::log(mean) - sigma * sigma / 2, sigma)(random));
    }
    }
    return drawnUniform(plan, random);
}

} // namespace fiftyfold::practice
