// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/requestpreview.h"

#include <QString>

namespace fiftyfold {

/// The first requests, one under the other: line, headers, the body's beginning.
QString previewText(const RequestPreview &preview);
/// "4 targets: GET http://…, …"; empty where no file names them.
QString aboutTargets(const RequestPreview &preview);
/// "Columns: name, id"; empty where there are no rows.
QString aboutColumns(const RequestPreview &preview);
/// "and 3 more, in turn"; empty where there are no others.
QString otherTargets(const RunPlan &plan);

} // namespace fiftyfold
