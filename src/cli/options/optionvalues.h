// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"
#include "core/plan/planfields.h"

#include <QString>

namespace fiftyfold {

/// The command may hold a secret, so a refusal quotes no more than the name.
Refusal readRunner(const QString &value, NamedRunner &runner);
Refusal applyRunner(RunOptions &options, const QString &value);
Refusal addThreshold(RunOptions &options, const QString &value);
Refusal applyProgress(RunOptions &options, const QString &value);

} // namespace fiftyfold
