// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/diff/diffoptiontable.h"

namespace fiftyfold {

/// Reads both files, tells what came of them and writes what was asked for. The exit code.
int diffCommand(const DiffOptions &options);

} // namespace fiftyfold
