// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/capacity/capacityoptions.h"
#include "cli/options/optiontable.h"

namespace fiftyfold {

/// Those of `fiftyfold-cli capacity`: its own, which are applied to `options`, and those of `run` that make sense of
/// steps at a rate of their own. `options` must outlive the table.
OptionTable capacityOptionTable(CapacityOptions &options);

} // namespace fiftyfold
