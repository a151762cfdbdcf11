// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/capacity/capacityoptions.h"

#include <QStringList>

namespace fiftyfold {

/// What the arguments after `capacity` mean.
struct CapacityCommandLine {
    CapacityOptions options;
    /// As RunCommandLine::problem.
    QString problem;
};

/// Looks at the arguments alone, at no file and no network.
CapacityCommandLine capacityCommandLine(const QStringList &arguments);

} // namespace fiftyfold
