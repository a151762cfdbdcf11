// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"

#include <QString>

#include <vector>

namespace fiftyfold {

/// An option of `run` that names a file, which is written when the run has ended in the form of the same name; see
/// runForms().
struct RunFile {
    const char *option; ///< "json"
    QString RunOptions::*name;
    const char *help;
};

/// In the order of the help.
const std::vector<RunFile> &runFiles();

/// Whether an option, by its long name without dashes, is about such a file or that of --series.
bool isOfRunFiles(const QString &option);

} // namespace fiftyfold
