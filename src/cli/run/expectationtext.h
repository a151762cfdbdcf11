// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "core/run/thresholds.h"

#include <QString>

namespace fiftyfold {

/// What came of the thresholds, for below a run's summary: a line each, with its verdict and what was measured. Empty
/// without any.
QString expectationsText(const Expectations &expectations, const TextStyle &style);

} // namespace fiftyfold
