// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"

namespace fiftyfold {

/// Carries out `fiftyfold-cli run` from the first question to the last file. Returns the exit code. Main thread; runs
/// the event loop until the run has ended.
int runCommand(RunOptions options);

} // namespace fiftyfold
