// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runsummary.h"

#include <QString>

#include <optional>

namespace fiftyfold {

// Of figures that another program's file states, or does not. Any thread.

/// Whether it is known how many requests there were, how long the run took, and at which rate. Of a run of ours it is.
/// Without the first, those that are done, failed and so on are nought in the summary.
bool hasCount(const RunSummary &summary);
bool hasElapsed(const RunSummary &summary);
bool hasRate(const RunSummary &summary);

/// The share, 0 to 100, that a percentile's name in a file is of: "97.5", "p97_5", "p(97.5)", "97.5%". Nothing where it
/// is no such name.
std::optional<double> percentFromText(const QString &text);

} // namespace fiftyfold
