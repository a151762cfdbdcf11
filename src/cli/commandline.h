// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/runoptions.h"

#include <QStringList>

namespace fiftyfold {

/// What the arguments after `run` mean.
struct RunCommandLine {
    RunOptions options;
    /// Not empty where they are bad usage: a sentence that names the option, what it got and what it takes, without
    /// secrets. Then the options mean nothing.
    QString problem;
};

/// Looks at the arguments alone, at no file and no network.
RunCommandLine runCommandLine(const QStringList &arguments);

} // namespace fiftyfold
