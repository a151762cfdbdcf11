// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonrecord.h"

#include <optional>

namespace fiftyfold {

/// A row of strategytraits.h, and whether it can run here.
struct StrategyInfo {
    QString name;        ///< "async-threads", "python-asyncio": on the command line and in records.
    QString label;       ///< "Async + thread executor"
    QString description; ///< "steps on a thread pool": a line under the label.
    QString lesson;      ///< Two sentences: what it does, and when it is the right choice.
    QString sourceFile;  ///< Resource with its source, ":/sources/asyncstrategy.cpp".
    bool isExternal = false;
    QString unavailable; ///< Not empty: why it can't run here, and what would install it.
};

/// All that this program can compare, in the order in which they are shown: its strategies, then the shipped runners.
/// Looks for interpreters and compilers in the PATH, not at what they can do; cheap.
QList<StrategyInfo> strategyCatalogue();

/// The one of that name; nothing where there is none.
std::optional<StrategyInfo> strategyNamed(const QString &name);

/// Has a plan carried out by that strategy or runner.
void chooseStrategy(RunPlan &plan, const StrategyInfo &info);

/// The entry of a comparison for a name of the catalogue, from a plan that says all but the strategy.
ComparisonEntry comparisonEntry(const StrategyInfo &info, const RunPlan &plan);

/// The entry of a runner of the user's own.
ComparisonEntry ownRunnerEntry(const QString &name, const QString &command, const RunPlan &plan);

} // namespace fiftyfold
