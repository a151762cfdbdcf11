// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"

#include <QString>

#include <optional>

namespace fiftyfold {

/// What an option got, in words that give no secret away, where it does not take it; nothing where it does.
using Refusal = std::optional<QString>;
inline constexpr std::nullopt_t accepted = std::nullopt;

/// A value as it is shown in a refusal.
QString quoted(const QString &value);

// Each reads the value of one option and sets, or adds to, what it stands for.
Refusal applyHeader(RunOptions &options, const QString &value);
Refusal applyProxy(RunOptions &options, const QString &value);
Refusal applyResolve(RunOptions &options, const QString &value);
Refusal applyConnectTo(RunOptions &options, const QString &value);
Refusal applyAcceptStatus(RunOptions &options, const QString &value);
Refusal applyMaxBody(RunOptions &options, const QString &value);
Refusal applyStages(RunOptions &options, const QString &value);
/// The command may hold a secret, so a refusal quotes no more than the name.
Refusal readRunner(const QString &value, NamedRunner &runner);
Refusal applyRunner(RunOptions &options, const QString &value);
Refusal applyProgress(RunOptions &options, const QString &value);

} // namespace fiftyfold
