// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/lanelimit.h"

namespace fiftyfold {

/// Settles how many of a plan's requests can really be in flight under the limit of open files, which is raised as far
/// as the system allows: that of this process or, where others carry the plan out, of each of them, which inherit it.
/// Qt aborts the program when it runs into that limit, so engine threads and `at once` are lowered before. `later` is
/// how many will be open already when the plan runs, beyond those that are now.
LaneLimit clampToDescriptorLimit(RunPlan &plan, quint32 later = 0);

} // namespace fiftyfold
