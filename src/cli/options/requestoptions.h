// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"
#include "core/plan/planfields.h"

#include <QString>

namespace fiftyfold {

// Options that say more of a request at once than a field of the plan does. Of those that name files, the files are
// read by readRequestFiles().

/// --curl: takes over what the command says; its notes go to the options'. Options that are given beside it change
/// that.
Refusal applyCurl(RunOptions &options, const QString &value);
/// --curl-file: the same of a file with the command. It is read at once.
Refusal applyCurlFile(RunOptions &options, const QString &value);
/// --form: adds a field.
Refusal addForm(RunOptions &options, const QString &value);
/// --user: NAME:PASSWORD, or @FILE that holds it.
Refusal applyUser(RunOptions &options, const QString &value);
/// --bearer: TOKEN, or @FILE that holds it.
Refusal applyBearer(RunOptions &options, const QString &value);

/// The sentence that a file can't be read, which the options then tell too.
QString unreadable(RunOptions &options, const QString &option, const QString &name, const QString &why);

/// What is wrong with these options taken together, and with others; otherwise what follows of them is put into the
/// plan: the method of a body.
QString settleRequest(RunOptions &options);

/// Reads the files that these options name, and completes the plan with them: a form's body, a command's data, the
/// Authorization. Empty, or a sentence that says why one could not be read.
QString readRequestFiles(RunOptions &options);

} // namespace fiftyfold
