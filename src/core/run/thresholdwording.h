// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/thresholds.h"

#include <QString>

namespace fiftyfold {

/// "121.7 ms": with as many figures as tell it from the limit; in the limit's unit, of a time that is more than ten
/// times as long or short in one of its own. Empty where nothing was measured.
QString measuredText(const Expectation &expectation);

/// Why it came to its verdict, in a clause: "p95 is 121.7 ms, over 120 ms"; "200 requests can't support p99.9".
QString expectationText(const Expectation &expectation);

} // namespace fiftyfold
