// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/comparison/comparisonreport.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes a comparison that has ended as a table in Markdown, to be pasted into an issue: with what was run, the
/// machine and the date, without secrets. `device` is open for writing. May run in any thread. Empty when everything
/// was written, otherwise why not.
QString writeComparisonMarkdown(QIODevice &device, const ComparisonReport &report);

} // namespace fiftyfold
