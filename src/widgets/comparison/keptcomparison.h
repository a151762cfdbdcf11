// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/comparison/comparisonreport.h"
#include "widgets/comparison/comparisonsetup.h"

namespace fiftyfold {

/// What would have to be chosen for a comparison that was kept to be run once more, as far as the window can choose it.
ComparisonChoice choiceOf(const ComparisonReport &report, const QList<StrategyInfo> &catalogue);

/// Its lines, in its order; `isAgain` where choiceOf() gives the same ones, so that it can be run once more.
struct KeptLines {
    QList<ComparisonLine> lines;
    bool isAgain = false;
};
KeptLines keptLines(const ComparisonReport &report, const QList<StrategyInfo> &catalogue);

/// "its secrets are kept nowhere", why a kept plan can't be run from here; empty where nothing is missing.
QString planLackText(PlanLack lack);

} // namespace fiftyfold
