// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonfigures.h"

#include <QString>
#include <QVariant>

namespace fiftyfold {

// What the columns of cost in a comparison's table say; `column` is a ComparisonModel::Column. Of others nothing.

QString costHeading(int column);
/// What the heading means, for a tooltip.
QString costAbout(int column);
QString costText(const CostFigures &cost, int column);
/// By what the column is sorted.
QVariant costValue(const CostFigures &cost, int column);

} // namespace fiftyfold
