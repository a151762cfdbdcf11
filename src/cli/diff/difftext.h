// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "core/comparison/runcomparison.h"

#include <QString>

namespace fiftyfold {

/// What `diff` says: both runs, the table of figures, the verdict.
QString diffText(const ComparedRun &baseline, const ComparedRun &run, const RunComparison &comparison,
                 bool showsFigures, const TextStyle &style);

} // namespace fiftyfold
