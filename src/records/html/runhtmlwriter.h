// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "core/run/runrecord.h"
#include "core/run/runsummary.h"
#include "core/run/thresholds.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes a report for people: one HTML file with figures, charts, plan and errors. However many requests there are, it
/// stays below a megabyte; no secrets are in it. `baseline` is what came of the run being held against `against`, if it
/// was; otherwise both are null. Empty when all was written, otherwise why not.
QString writeRunHtml(QIODevice &device, const RunRecord &record, const RunSummary &summary,
                     const Expectations &expectations, const RunComparison *baseline = nullptr,
                     const ComparedRun *against = nullptr);

} // namespace fiftyfold
