// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"

namespace fiftyfold {

/// Reads --data-file into the plan and sees that --cacert, --cert and --key can be read. Empty when all is well,
/// otherwise a sentence that names option, file and reason.
QString readInputFiles(RunOptions &options);

/// Reads targets and rows, and looks at the places that a request has to be filled, so that all that is wrong with them
/// is known before anything is sent; after readInputFiles(). The plan then names its targets. Empty, or a sentence.
QString readRequestParts(RunOptions &options);

} // namespace fiftyfold
