// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerdeadlines.h"

#include "engine/runners/runnerprotocol.h"

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr double longestSummarySeconds = 365.0 * 24 * 3600; // so that milliseconds hold it

/// Each lane does its requests one after the other, and a load that goes by time ends what is left.
double secondsOfAll(const RunPlan &plan)
{
    const std::chrono::duration<double> timeout = plan.timeout;
    const std::chrono::duration<double> timed = plan.duration + plan.rampUp + plan.drain;
    if (!plan.isCountKnown())
        return timed.count();
    const quint32 turns = plan.requests / std::max(plan.effectiveAtOnce(), 1U);
    return std::min(turns * timeout.count() + timed.count(), longestSummarySeconds);
}

} // namespace

std::chrono::milliseconds longestSilence(const RunnerTask &task)
{
    constexpr double gapsOfPoisson = 20; // a longer one comes once in 500 million
    const RunPlan &plan = task.plan;
    double seconds = task.isSummary ? secondsOfAll(plan) : 0;
    for (const RatePiece &piece : plan.rate.pieces) {
        const double lowest = std::min(piece.from, piece.to);
        const std::chrono::duration<double> all = std::max(plan.rate.length(), plan.duration);
        seconds = std::max(seconds, lowest > 0 ? gapsOfPoisson / lowest : all.count());
    }
    return std::chrono::ceil<std::chrono::milliseconds>(plan.timeout + std::chrono::duration<double>(seconds));
}

} // namespace fiftyfold
