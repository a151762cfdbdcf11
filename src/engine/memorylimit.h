// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

#include <optional>

namespace fiftyfold {

/// Bytes of address space that this process may still take (RLIMIT_AS, "ulimit -v"); nothing where it is not limited.
std::optional<quint64> addressSpaceLeft();

/// "this process may have 300 MB of address space". Only where it is limited.
QString addressSpaceLimitText();

} // namespace fiftyfold
