// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparedentries.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes what came of two records held against each other as `fiftyfold.diff/1` (docs/fiftyfold.diff.1.schema.json),
/// without secrets. `device` is open for writing. May run in any thread. Empty when everything was written, otherwise
/// why not.
QString writeDiffJson(QIODevice &device, const ComparedRun &baseline, const ComparedRun &run,
                      const RunComparison &comparison);

/// The same of two comparisons, by the entries that both have.
QString writeDiffJson(QIODevice &device, const ToldComparison &baseline, const ToldComparison &run,
                      const ComparedEntries &compared);

} // namespace fiftyfold
