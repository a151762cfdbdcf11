// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"

#include <QString>

namespace fiftyfold {

/// What `--baseline` names: the one place that knows where a baseline is looked for. Empty when `baseline` is complete,
/// otherwise a sentence that names the option.
QString readBaselineOf(const QString &nameOrFile, ComparedRun &baseline);

} // namespace fiftyfold
