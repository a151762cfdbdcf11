// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/thresholds.h"
#include "records/base/jsonwriter.h"

#include <QJsonValue>

namespace fiftyfold {

/// `expectations` of `fiftyfold.run/1`: what was asked for, what was measured, and the verdict. What was measured is in
/// milliseconds, in requests a second, in percent or in requests, whichever the threshold is in; absent where nothing
/// was.
void writeExpectations(JsonWriter &json, const Expectations &expectations);

/// Reads them again. `summary` is that of the same run. Empty, or which of them should be something else.
QString readExpectations(const QJsonValue &json, const RunSummary &summary, bool isStopped, Expectations &expectations);

} // namespace fiftyfold
