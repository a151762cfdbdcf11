// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"

namespace fiftyfold {

/// What keeps two runs from being held against each other: where their plans, machines, systems or versions differ, and
/// what is wrong with either of them. Where the practice server answers both, its query is no such thing: it says how
/// that server is, which is what is looked at.
std::vector<ComparisonObstacle> obstaclesBetween(const ComparedRun &baseline, const ComparedRun &run);

/// Two comparisons by what all of their entries have in common. Likewise, and what was varied.
struct ComparedPlace {
    QJsonObject plan; ///< As its record writes it.
    Environment environment;
    QString version; ///< Of Fiftyfold.
    QString varied;  ///< The names of the factors.
};
std::vector<ComparisonObstacle> obstaclesBetween(const ComparedPlace &baseline, const ComparedPlace &run);

/// Of figures that have no interval though there are requests enough.
ComparisonObstacle obstacleOfDependence();

} // namespace fiftyfold
