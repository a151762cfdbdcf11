// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/optionvalues.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace fiftyfold {

/// One option of a command. The command's table of them is the only place that knows: parser, help, completion, man
/// page and error texts are made from it.
struct CommandOption {
    QString group;     ///< Heading in the help.
    QStringList names; ///< Without dashes; the long one is last.
    QString valueName; ///< Empty for a switch.
    QString takes;     ///< Completes "--requests takes …"; empty for a switch.
    QString help;      ///< One sentence or two, with the default.
    std::function<Refusal(RunOptions &options, const QString &value)> apply;
    Offer offer = Offer::Nothing; ///< What completion offers for the value …
    QStringList words = {};       ///< … and which words.

    QString longName() const { return QLatin1String("--") + names.last(); }
};

/// A command's options in the order of the help. One that is given twice is applied twice: the last wins, or adds.
using OptionTable = std::vector<CommandOption>;

/// Those of `fiftyfold-cli run`: the fields of a plan, and what only a terminal program has.
const OptionTable &runOptionTable();

/// The option of that name (without dashes), or null.
const CommandOption *findOption(const OptionTable &table, const QString &name);

} // namespace fiftyfold
