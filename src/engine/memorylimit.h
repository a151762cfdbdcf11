// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

#include <optional>

namespace fiftyfold {

/// Bytes of address space that this process may still take (RLIMIT_AS, "ulimit -v"); nothing where it is not limited.
std::optional<quint64> addressSpaceLeft();

/// Where address space is limited, threads started from now on have small stacks and share one heap: of their own they
/// would reserve 8 and 64 MB each, and use next to none of it. Called before there is a second thread.
void saveAddressSpace();

/// "this process may have 300 MB of address space". Only where it is limited.
QString addressSpaceLimitText();

} // namespace fiftyfold
