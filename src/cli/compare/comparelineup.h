// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/compare/compareoptions.h"
#include "engine/strategies/strategycatalogue.h"

namespace fiftyfold {

/// Who takes part in a comparison.
struct CompareLineup {
    QList<ComparisonEntry> entries; ///< Those that can't run here among them. Each has a name of its own.
    qsizetype baseline = 0;
    bool isEveryOne = false; ///< `all` was asked for: whoever can't run here is not missed.
    /// Not empty: bad usage, such as a name that nobody has. Then the rest means nothing.
    QString problem;
};

/// From what was asked for and what there is.
CompareLineup lineupOf(const CompareOptions &options, const QList<StrategyInfo> &catalogue);

} // namespace fiftyfold
