// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"

#include <QString>

namespace fiftyfold {

/// What `--baseline` names: a file, where there is one of that name or it can be nothing else, otherwise a run of the
/// history, by label or id. The one place that knows where a baseline is looked for. Empty when `baseline` is complete,
/// otherwise a sentence that names the option.
QString readBaselineOf(const QString &nameOrFile, ComparedRun &baseline);

} // namespace fiftyfold
