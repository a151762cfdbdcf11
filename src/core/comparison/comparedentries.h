// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonrecord.h"
#include "core/comparison/runcomparison.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace fiftyfold {

/// A comparison that is held against another one.
struct ToldComparison {
    QString name; ///< Of its file, say.
    ComparisonRecord record;
    QJsonObject plan; ///< What its entries have in common, as its record writes it.
};

/// An entry of both, or of one of them.
struct ComparedEntry : ComparedFigure { ///< Elapsed; of an open load Mean.
    QString name;
    QString reason; ///< Not empty: why it has no verdict, a clause.
};

/// What came of it. Plain data.
struct ComparedEntries {
    std::vector<ComparisonObstacle> obstacles;
    std::vector<ComparedEntry> entries; ///< Those of the baseline, in its order, then those that it does not have.
    /// NotComparable where there are obstacles. Slower where any entry is, or else Faster where any is.
    Verdict verdict = Verdict::NotComparable;
};

/// Holds the entries of `run` against those of the same name in `baseline`. The rounds of the two were not run in turn,
/// so they are not paired: see ratioOf() of RunBatches. Figures are made whatever stands in the way.
ComparedEntries compareEntries(const ToldComparison &baseline, const ToldComparison &run);

} // namespace fiftyfold
