// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace fiftyfold {

/// What the client spent on a run from the start of its clock to its end: the engine's threads, or the child programs
/// that carried it out with all that these started. What prepares, records and paints is not in it.
struct RunCost {
    qint64 cpuNs = 0;           ///< Of processors, user and system.
    qint64 peakMemoryBytes = 0; ///< Resident; of several processes the sum of what each had at most.
    quint32 threads = 0;        ///< The most at one time; of several processes the sum of what each had at most.
    quint32 processes = 0;      ///< Likewise, each with those that it started.
    qint64 contextSwitches = 0; ///< Those that it asked for by waiting, and those that it was made to.

    bool operator==(const RunCost &) const = default;
    /// With that of others, which ran at the same time.
    RunCost &operator+=(const RunCost &other);
};

/// The same by request, of those that are done or failed; nothing where there are none.
struct CostPerRequest {
    double cpuUs = 0;
    double contextSwitches = 0;
};
std::optional<CostPerRequest> costPerRequest(const RunCost &cost, quint32 requests);

} // namespace fiftyfold
