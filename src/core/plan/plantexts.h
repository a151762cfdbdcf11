// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <optional>

namespace fiftyfold {

/// "200-399,404": nothing when it is no such list or leaves 100 to 999.
std::optional<QList<StatusRange>> statusRangesFromText(const QString &text);
QString statusRangesToText(const QList<StatusRange> &ranges);

/// "fetch", "fetch,wrap", "fetch,wrap,save", "fetch,wrap,save,delete"; nothing when a step lacks the one before it.
std::optional<Steps> stepsFromText(const QString &text);
QString stepsToText(const Steps &steps);

/// "HOST:PORT:ADDRESS", an IPv6 address in brackets; nothing when it is no such text.
std::optional<ResolveRule> resolveFromText(const QString &text);
QString resolveToText(const ResolveRule &rule);

/// "HOST:PORT:HOST:PORT", in which each may be empty; likewise.
std::optional<ConnectToRule> connectToFromText(const QString &text);
QString connectToText(const ConnectToRule &rule);

} // namespace fiftyfold
