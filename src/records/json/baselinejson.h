// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparedentries.h"
#include "records/base/jsonwriter.h"

#include <QJsonValue>

namespace fiftyfold {

/// `baseline` of `fiftyfold.run/1` as a member: what the run was held against, and what came of it.
void writeBaseline(JsonWriter &json, const RunComparison &comparison);

/// Its members `verdict`, `obstacles` and `figures`. Times are in milliseconds, rates in requests a second.
void writeComparedFigures(JsonWriter &json, const RunComparison &comparison);

/// The same of two comparisons, whose figures are `entries`.
void writeComparedEntries(JsonWriter &json, const ComparedEntries &compared);

/// Reads `baseline` again. Empty, or which member should be something else.
QString readBaseline(const QJsonValue &json, RunComparison &comparison);

} // namespace fiftyfold
