// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

#include <QJsonObject>

namespace fiftyfold {

/// The record's `plan` object, secrets redacted. Times are milliseconds. `work_dir` is left out where it is empty.
QJsonObject redactedPlanToJson(const RunPlan &plan);

} // namespace fiftyfold
