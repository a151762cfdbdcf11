// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonrecord.h"

#include <optional>

namespace fiftyfold {

/// What is known of a strategy or an external runner before it runs.
struct StrategyInfo {
    QString name;        ///< "async-threads", "python-asyncio": on the command line and in records.
    QString label;       ///< "Async + thread executor"
    QString description; ///< "steps on a thread pool": a line under the label.
    QString lesson;      ///< Two sentences: what it does, and when it is the right choice.
    QString sourceFile;  ///< Resource with its source, ":/sources/asyncstrategy.cpp".
    bool isExternal = false;
    QString unavailable; ///< Not empty: why it can't run here, and what would install it.
};

/// The strategies of this program, those of availableStrategies(), in the order in which they are shown. Cheap.
QList<StrategyInfo> ownStrategies();

/// All that this program can compare, in the order in which they are shown: ownStrategies(), then the shipped runners.
/// Looks for interpreters and compilers in the PATH, not at what they can do; cheap.
QList<StrategyInfo> strategyCatalogue();

/// How many threads a shipped runner has beside its first one, with so many lanes; 0 for a name that is none's.
quint32 runnerThreadsFor(const QString &name, quint32 lanes);

/// The one of that name; nothing where there is none.
std::optional<StrategyInfo> strategyNamed(const QString &name);

/// All names of the catalogue, without a look at what can run here.
QStringList strategyNames();

/// Has a plan carried out by that strategy or runner.
void chooseStrategy(RunPlan &plan, const StrategyInfo &info);

/// The entry of a comparison for a name of the catalogue, from a plan that says all but the strategy.
ComparisonEntry comparisonEntry(const StrategyInfo &info, const RunPlan &plan);

} // namespace fiftyfold
