// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "core/comparison/comparedentries.h"

#include <QString>

namespace fiftyfold {

/// What `diff` says: both runs, the table of figures, the verdict.
QString diffText(const ComparedRun &baseline, const ComparedRun &run, const RunComparison &comparison,
                 bool showsFigures, const TextStyle &style);
/// Likewise of two comparisons.
QString diffText(const ToldComparison &baseline, const ToldComparison &run, const ComparedEntries &compared,
                 bool showsFigures, const TextStyle &style);

} // namespace fiftyfold
