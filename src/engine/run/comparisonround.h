// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonrecord.h"
#include "core/run/runrecord.h"
#include "engine/runners/runner.h"

namespace fiftyfold {

/// What a comparison keeps of a run that has ended: of its requests, one by one, or of what a program told of all of
/// them together. Takes its time where there are many: any thread.
ComparisonRound comparisonRound(const RunRecord &record, const RunEnd &end);

} // namespace fiftyfold
