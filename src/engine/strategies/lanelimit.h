// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <functional>

namespace fiftyfold {

/// What a limit of the system's makes of a plan.
struct LaneLimit {
    QString lowered; ///< "At once was lowered from 50 to 9"; empty if nothing was.
    QString reason;  ///< Where something was: the limit and what would raise it, "this process may … more in flight."
    QString problem; ///< Not empty: there is no room even for a single lane, and this says why, and what to do.

    /// What was lowered, and why; empty if nothing was.
    QString notice() const { return lowered.isEmpty() ? QString() : lowered + QStringLiteral(": ") + reason; }
};

/// Lowers a plan's engine threads, and then how much it has at once, until `fits` says of lanes and threads that the
/// system has room for them, or one of each is left. Sets `atOnce` in any case. Returns what was lowered, "At once was
/// lowered from 50 to 9"; empty if nothing was.
QString lowerLanes(RunPlan &plan, const std::function<bool(quint32 lanes, quint32 threads)> &fits);

} // namespace fiftyfold
