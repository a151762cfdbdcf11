// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "core/comparison/comparedentries.h"

#include <QString>

namespace fiftyfold {

/// The verdict with what it rests on; of runs that are not comparable a line for each reason.
QString verdictLines(const RunComparison &comparison, const TextStyle &style);

/// The same of two comparisons.
QString verdictLines(const ComparedEntries &compared, const TextStyle &style);

/// What came of the baseline, for below a run's summary: its name, the verdict, and of other figures those that are
/// faster or slower.
QString baselineText(const RunComparison &comparison, const TextStyle &style);

} // namespace fiftyfold
