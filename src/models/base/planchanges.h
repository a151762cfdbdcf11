// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planfields.h"

#include <QStringList>

namespace fiftyfold {

/// Short names of what is other than usual in a plan, of the fields that the window has in that place.
QStringList changesOf(const RunPlan &plan, FieldPlace place);

} // namespace fiftyfold
