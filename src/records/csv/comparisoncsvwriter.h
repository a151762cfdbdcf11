// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/comparison/comparisonreport.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes the figures of a comparison that has ended as CSV (RFC 4180): a header, then a line for each entry; a field
/// is empty where there is no value. `device` is open for writing. May run in any thread.
/// Empty when everything was written, otherwise why not.
QString writeComparisonCsv(QIODevice &device, const ComparisonReport &report);

} // namespace fiftyfold
