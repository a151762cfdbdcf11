// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/optiontable.h"

namespace fiftyfold {

/// What `fiftyfold-cli diff` was asked for.
struct DiffOptions {
    QString baseline; ///< A and B, a file each or something of the history; "-" is standard input.
    QString run;
    bool anyway = false;   ///< The figures of what is not comparable.
    bool isStrict = false; ///< That is a failure.
    QString jsonFile;      ///< Empty for none, "-" for standard output.
    QString markdownFile;
    bool wantsHelp = false;
};

/// Its options, which are applied to `options`: that must outlive the table.
OptionTable diffOptionTable(DiffOptions &options);

/// What the arguments after `diff` mean, with a problem as that of runCommandLine().
struct DiffCommandLine {
    DiffOptions options;
    QString problem;
};
DiffCommandLine diffCommandLine(const QStringList &arguments);

} // namespace fiftyfold
