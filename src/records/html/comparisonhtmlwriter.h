// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/comparison/comparisonreport.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes a report for people: one HTML file with the answer, charts and tables; no secrets are in it. Empty when all
/// was written, otherwise why not.
QString writeComparisonHtml(QIODevice &device, const ComparisonReport &report);

} // namespace fiftyfold
