// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "records/history/historyentry.h"

#include <functional>

namespace fiftyfold {

/// Keeps what has ended in the user's history, unless --no-history is given (`isNotKept`) or there is none. What goes
/// wrong with that is said, and a run is not a failed one for it: false only where it has a label, so that somebody
/// means to find it there. `make` is asked only where it is kept.
bool keepInHistory(bool isNotKept, const QString &label, const std::function<KeptRun()> &make,
                   const Terminal &terminal);

} // namespace fiftyfold
