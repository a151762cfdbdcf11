// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/optiontable.h"
#include "cli/options/runoptions.h"

#include <QStringList>

namespace fiftyfold {

/// What the arguments after `run` mean.
struct RunCommandLine {
    RunOptions options;
    /// Not empty where they are bad usage: a sentence that names the option, what it got and what it takes, without
    /// secrets. Then the options mean nothing, but for whether it is a file that can't be read.
    QString problem;
};

/// Looks at the arguments alone, at no network, and at files only for what they name: a body, targets, links.
RunCommandLine runCommandLine(const QStringList &arguments);

// What the command lines of `run` and of its relatives have in common. A problem is worded as above; empty: none.

/// Applies what a table knows to `options`. What is no option goes to `positional`.
QString applyArguments(const OptionTable &table, const QStringList &arguments, RunOptions &options,
                       QStringList &positional);
/// Sets who carries a run out, by --strategy and --runner.
QString settleStrategy(RunOptions &options);
/// Sets the URL of the plan, `defaultUrl` where none is given, and what follows from several options together.
/// `command`: "run".
QString settlePlan(const QString &command, const QStringList &positional, const ExactUrl &defaultUrl,
                   RunOptions &options);
/// The same text for all names of one place: "-" for those of standard output.
QString outputPlace(const QString &file);
/// Of the options that name an output, with what they name: no two may name the same.
struct NamedOutput {
    QString option;
    QString file;
};
QString sameOutputProblem(const QList<NamedOutput> &outputs);

} // namespace fiftyfold
