// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/replyplan.h"

#include <chrono>
#include <random>

namespace fiftyfold::practice {

/// The spread of a lognormal latency without a jitter: the standard deviation of its logarithm. The median is then 0.88
/// of the mean, p95 2.0 and p99 2.8 of it, the standard deviation 0.53.
inline constexpr double lognormalSigma = 0.5;

/// The latency of the next reply, drawn from the plan's distribution: never below zero, nor above latencyLimit where
/// the distribution has no upper end. Where it is a mean, the plan's latency must be above zero.
std::chrono::nanoseconds drawnLatency(const ReplyPlan &plan, std::mt19937_64 &random);

} // namespace fiftyfold::practice
