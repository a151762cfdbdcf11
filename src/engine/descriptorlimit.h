// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

namespace fiftyfold {

/// Settles how many of a plan's requests can really be in flight under the process's limit of open files, which is
/// raised as far as the system allows. Qt aborts the program when it runs into that limit, so engine threads and `at
/// once` are lowered before. Returns what was lowered and what to do; empty if nothing was.
QString clampToDescriptorLimit(RunPlan &plan);

} // namespace fiftyfold
