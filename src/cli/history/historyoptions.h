// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/optiontable.h"
#include "records/history/historyentry.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace fiftyfold {

/// What `fiftyfold-cli history` was asked for.
struct HistoryOptions {
    RunOptions run; ///< The files of `export`, and whether help is wanted.
    QString verb;   ///< "list", "show", …
    QStringList names;
    int limit = 20; ///< Of `list`.
    std::optional<KeptKind> kind;
    bool isPinnedOnly = false;
    std::optional<qint64> size; ///< Of `prune`: what requests may take from now on.
};

struct HistoryCommandLine {
    HistoryOptions options;
    /// As RunCommandLine::problem.
    QString problem;
};

/// "list", "show", …, in the order of the help.
QStringList historyVerbs();

/// The options of all verbs, each in a group that says whose it is.
OptionTable historyOptionTable(HistoryOptions &options);

/// What the arguments after `history` mean. Looks at them alone.
HistoryCommandLine historyCommandLine(const QStringList &arguments);

} // namespace fiftyfold
