// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace fiftyfold {

/// What the program does with its arguments (without its own name). Returns the exit code. Main thread, with a
/// QCoreApplication.
int runProgram(const QStringList &arguments);

} // namespace fiftyfold
