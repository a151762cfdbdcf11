// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runcost.h"
#include "core/run/runtotals.h"

#include <QJsonObject>

#include <optional>

namespace fiftyfold {

/// The last line of a runner. Times are nanoseconds; those of `totals` since it said that it was ready.
struct RunnerFinished {
    qint64 elapsedNs = 0;     ///< From its start to the last outcome.
    std::optional<qint64> at; ///< When that was, since it was ready; where it tells that.
    RunTotals totals;         ///< Counts, and in a summary what else it tells of all requests.
    bool isDisturbed = false; ///< The runner itself stood still for a while. "disturbed", only where it is true.
    std::optional<double> cpuShare = {}; ///< "cpu_share", where it tells: how busy its processors were, 0 to 1.
    /// "cost", of a worker of ours: of its engine alone. Of all other programs it is measured from outside.
    std::optional<RunCost> cost = {};
};

/// What is in its braces. `why` says what is wrong, where something is; it is null where nothing is.
RunnerFinished finishedFrom(const QJsonObject &object, const char **why);
QJsonObject jsonOf(const RunnerFinished &finished);

} // namespace fiftyfold
