// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"
#include "core/capacity/capacityrecord.h"

#include <QString>

#include <chrono>

namespace fiftyfold {

/// What `fiftyfold-cli capacity` was asked for. Of `run`, it holds what both have, `jsonFile` and `thresholds` among
/// it.
struct CapacityOptions {
    RunOptions run;
    std::chrono::nanoseconds stepTime{0}; ///< 0: as long as the thresholds need.
    double from = 0;                      ///< Requests a second; 0: found by a probe.
    QString markdownFile;                 ///< Empty for none, "-" for standard output.

    CapacityPlan plan() const { return {run.plan, run.thresholds, stepTime, from}; }
};

} // namespace fiftyfold
