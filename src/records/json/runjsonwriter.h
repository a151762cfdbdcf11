// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "core/run/runrecord.h"
#include "core/run/runsummary.h"
#include "core/run/thresholds.h"

#include <QByteArray>
#include <QString>

class QIODevice;

namespace fiftyfold {

enum class RunJsonDetail { Whole, WithoutRequests };

/// Writes a run that has ended as `fiftyfold.run/1` (docs/fiftyfold.run.1.schema.json), one request a line, without
/// building a document in memory. `summary` is that of `record`, `expectations` what came of its thresholds,
/// `baseline` of what it was held against, if anything; `device` is open for writing. May run in any thread. Empty when
/// everything was written, otherwise why not.
QString writeRunJson(QIODevice &device, const RunRecord &record, const RunSummary &summary, RunJsonDetail detail,
                     const Expectations &expectations = {}, const RunComparison *baseline = nullptr);

/// The same text whole: `json` is what was written without requests, by this version or an earlier one, and `record`
/// has them.
QString writeWholeRunJson(QIODevice &device, const QByteArray &json, const RunRecord &record);

} // namespace fiftyfold
