// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "cli/options/runoptions.h"

namespace fiftyfold {

// A sentence that names option, file and reason, where something is wrong, otherwise empty; the options then tell
// whether a file can't be read.

/// Reads --data-file into the plan and sees that --cacert, --cert and --key can be read.
QString readInputFiles(RunOptions &options);

/// Reads targets and rows, and looks at the places that a request has to be filled, so that all that is wrong with them
/// is known before anything is sent; after readInputFiles(). The plan then names its targets.
QString readRequestParts(RunOptions &options);

/// Both of them. 0, or what the program ends with: what is wrong has been told then.
int readAllInput(RunOptions &options, const Terminal &terminal);

} // namespace fiftyfold
