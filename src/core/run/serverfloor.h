// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <chrono>
#include <optional>

namespace fiftyfold {

/// What the server alone makes a plan last, however its requests are scheduled: the sum of its own delays on the
/// slowest of so many lanes, which is its latency times the requests of that lane, ⌈requests ÷ lanes⌉. Known only of
/// the practice server where each reply takes the same time: with a latency, and without jitter, a distribution, a
/// rate, a stall and a redirect. No run can be shorter.
std::optional<std::chrono::nanoseconds> serverFloorOf(const RunPlan &plan, quint32 lanes);

} // namespace fiftyfold
