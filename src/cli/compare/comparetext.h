// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "records/comparison/comparisonreport.h"

#include <QString>

namespace fiftyfold {

/// What a person wants to know when a comparison has ended: a table, and what has to be read with it.
QString comparisonText(const ComparisonReport &report, const TextStyle &style);

} // namespace fiftyfold
