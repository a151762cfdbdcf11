// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/compare/compareoptions.h"

namespace fiftyfold {

/// Carries out `fiftyfold-cli compare` from the first question to the last file. Returns the exit code. Main thread;
/// runs the event loop until the comparison has ended.
int compareCommand(CompareOptions options);

} // namespace fiftyfold
