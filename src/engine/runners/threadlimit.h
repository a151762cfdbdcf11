// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/systemlimits.h"
#include "engine/strategies/lanelimit.h"

namespace fiftyfold {

/// Settles how many of a plan's engine threads and lanes can have the threads and processes that they need, beyond
/// those that run already, and the address space where that is limited. What would start later and can't would be
/// waited for in vain: Qt does not tell. `later` is how many will run already when the plan does, beyond those that do
/// now.
LaneLimit clampToThreadLimit(RunPlan &plan, quint32 later = 0);
/// The same with a supply of at least threadsNeededBy() and `later` that was asked for already.
LaneLimit clampToThreadLimit(RunPlan &plan, quint32 later, ThreadSupply supply);

/// Threads and processes that a plan takes as it is, beside those that are there when it is clamped.
quint32 threadsNeededBy(const RunPlan &plan);

} // namespace fiftyfold
