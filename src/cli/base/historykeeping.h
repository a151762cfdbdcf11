// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "records/history/historyentry.h"

#include <functional>

namespace fiftyfold {

/// Keeps what has ended in the user's history, unless there is none. What goes wrong with that is said, and no more:
/// a run is not a failed one for it. `make` is asked only where there is a history.
void keepInHistory(const std::function<KeptRun()> &make, const Terminal &terminal);

} // namespace fiftyfold
