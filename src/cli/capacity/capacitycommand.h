// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/capacity/capacityoptions.h"

namespace fiftyfold {

/// Carries out `fiftyfold-cli capacity` from the first question to the last file. Returns the exit code. Main thread;
/// runs the event loop until the search has ended.
int capacityCommand(CapacityOptions options);

} // namespace fiftyfold
