// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planfields.h"

#include <vector>

namespace fiftyfold {

/// Those of FieldGroup::Request, for planFields().
std::vector<PlanField> requestFields();

} // namespace fiftyfold
