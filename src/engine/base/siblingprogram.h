// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// The full path of another program of Fiftyfold: beside this one, in ../libexec/fiftyfold, or where
/// FIFTYFOLD_LIBEXEC_DIR says. Empty if it is not there.
QString siblingProgram(const QString &name);

/// Where the shipped runners are, beside the program's folder, in an installation as in the build tree; whether or not
/// there is such a folder.
QString runnersFolder();

} // namespace fiftyfold
