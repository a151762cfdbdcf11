// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/comparison/comparisonreport.h"

#include <QJsonObject>
#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes a comparison that has ended as `fiftyfold.comparison/1` (docs/fiftyfold.comparison.1.schema.json), one round
/// a line, without secrets. `device` is open for writing. May run in any thread. Empty when everything was written,
/// otherwise why not.
QString writeComparisonJson(QIODevice &device, const ComparisonReport &report);

/// Its `plan`: what its entries have in common, without secrets and without what is varied.
QJsonObject commonPlanJson(const ComparisonReport &report);

} // namespace fiftyfold
