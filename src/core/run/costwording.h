// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runcost.h"
#include "core/text/numberlocale.h"

#include <QString>

namespace fiftyfold {

/// "66.2 µs of processor and 0.4 switches a request, 19.1 MiB, 2 threads, 1 process"; `requests` are those that are
/// done or failed.
QString costForPeople(const RunCost &cost, quint32 requests);

/// Of a request: "66.2 µs".
QString processorTimeForPeople(double microseconds, const QLocale &locale = numberLocale());

/// Of switches a request: "0.04", "2.1", "120".
QString switchesForPeople(double contextSwitches, const QLocale &locale = numberLocale());

} // namespace fiftyfold
