// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

namespace fiftyfold {

/// How many of a plan's requests can really be in flight under the process's limit of open files, which is raised as
/// far as the system allows. Qt aborts the program when it runs into that limit, so `at once` is clamped before. When
/// it was, `notice` says so and what to do.
quint32 clampedToDescriptorLimit(const RunPlan &plan, QString *notice);

} // namespace fiftyfold
