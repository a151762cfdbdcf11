// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/compare/compareoptions.h"
#include "engine/strategies/strategycatalogue.h"

#include <QStringList>

namespace fiftyfold {

/// What the arguments after `compare` mean.
struct CompareCommandLine {
    CompareOptions options;
    /// As RunCommandLine::problem.
    QString problem;
};

/// Looks at the arguments and at what can be compared, at no other file and no network.
CompareCommandLine compareCommandLine(const QStringList &arguments,
                                      const QList<StrategyInfo> &catalogue = strategyCatalogue());

} // namespace fiftyfold
