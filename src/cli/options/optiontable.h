// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/optionvalues.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace fiftyfold {

/// One option of a command. The command's table of them is the only place that knows: parser, help and error texts are
/// made from it.
struct CommandOption {
    QLatin1String group; ///< Heading in the help.
    QStringList names;   ///< Without dashes; the long one is last.
    QString valueName;   ///< Empty for a switch.
    QString takes;       ///< Completes "--requests takes …"; empty for a switch.
    QString help;        ///< One sentence or two, with the default.
    std::function<Refusal(RunOptions &options, const QString &value)> apply;

    QString longName() const { return QLatin1String("--") + names.last(); }
};

/// A command's options in the order of the help. One that is given twice is applied twice: the last wins, or adds.
using OptionTable = std::vector<CommandOption>;

/// Those of `fiftyfold-cli run`.
const OptionTable &runOptionTable();

/// The option of that name (without dashes), or null.
const CommandOption *findOption(const OptionTable &table, const QString &name);

} // namespace fiftyfold
