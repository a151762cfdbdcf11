// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "core/run/runrecord.h"
#include "core/run/thresholds.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// A run that has ended as Markdown, for an issue or a summary of CI: load, figures, of each target too, a row for each
/// threshold, and the baseline if there is one. Without secrets. Any thread.
QString runMarkdown(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                    const RunComparison *baseline = nullptr);

/// The same with the stages and where it was measured, to a device that is open for writing. Empty when everything was
/// written, otherwise why not.
QString writeRunMarkdown(QIODevice &device, const RunRecord &record, const RunSummary &summary,
                         const Expectations &expectations, const RunComparison *baseline = nullptr);

} // namespace fiftyfold
