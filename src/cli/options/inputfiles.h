// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"

namespace fiftyfold {

/// Reads --data-file into the plan and sees that --cacert, --cert and --key can be read. Empty when all is well,
/// otherwise a sentence that names option, file and reason.
QString readInputFiles(RunOptions &options);

} // namespace fiftyfold
