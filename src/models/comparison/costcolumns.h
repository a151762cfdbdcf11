// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonfigures.h"

#include <QString>

#include <optional>

namespace fiftyfold {

// What the columns of cost in a comparison's table say; `column` is a ComparisonModel::Column, and where there is more
// to get than words, one of these.

/// Of other columns nothing.
QString costHeading(int column);
/// What the heading means, for a tooltip.
QString costAbout(int column);
/// "66.2 µs", "19.1 MiB", "2"
QString costText(int column, double value);
double costValue(const CostFigures &cost, int column);
/// The median of the rounds with its interval; nothing of one round, nor of what is the most of all rounds.
std::optional<Estimate> costEstimate(const CostFigures &cost, int column);

/// "65.0–67.1 µs"
QString costIntervalText(int column, const Estimate &estimate);

/// The heading with the unit that figures are copied in: "Peak memory, MiB"; and how much of costValue() that is.
QString costCopyHeading(int column);
double costCopyUnit(int column);

} // namespace fiftyfold
