// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategycatalogue.h"

#include <QString>

namespace fiftyfold {

/// `fiftyfold-cli help`: the commands.
QString helpText();

/// `fiftyfold-cli help run`: how it is called, an example and every option, from the option table; lines of at most 80
/// characters.
QString runHelpText();

/// `fiftyfold-cli help compare`, in the same way.
QString compareHelpText();
QString capacityHelpText();
QString showHelpText();
QString diffHelpText();
QString historyHelpText();

/// At the end of those: what --strategy and --strategies take, and of what can't run here why, and what would install
/// it.
QString strategiesHelp(const QList<StrategyInfo> &catalogue);

} // namespace fiftyfold
