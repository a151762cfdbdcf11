// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/compare/compareoptions.h"
#include "cli/options/optiontable.h"

namespace fiftyfold {

/// Those of `fiftyfold-cli compare`: its own, which are applied to `options`, and those of `run` that make sense of
/// more than one run. `options` must outlive the table.
OptionTable compareOptionTable(CompareOptions &options);

} // namespace fiftyfold
