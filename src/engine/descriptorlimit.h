// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

#include <QList>

namespace fiftyfold {

/// Settles how many of a plan's requests can really be in flight under the limit of open files, which is raised as far
/// as the system allows: that of this process or, where others carry the plan out, of each of them, which inherit it.
/// Qt aborts the program when it runs into that limit, so engine threads and `at once` are lowered before. Returns what
/// was lowered and what to do; empty if nothing was.
QString clampToDescriptorLimit(RunPlan &plan);

/// The same for plans that are to be compared, before the first of them runs: all are lowered to what the neediest of
/// them can have. Otherwise they stay as they are.
QString clampAlike(const QList<RunPlan *> &plans);

} // namespace fiftyfold
