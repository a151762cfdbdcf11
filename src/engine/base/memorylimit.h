// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <optional>

namespace fiftyfold {

/// Bytes of address space that this process may still take (RLIMIT_AS, "ulimit -v"); nothing where it is not limited.
std::optional<quint64> addressSpaceLeft();

/// The same with what the heap has free at its end. What is free in between may be in pieces that are of no use.
std::optional<quint64> addressSpaceForHeap();

/// What bodies and pages leave of it: others take some too where nobody can catch that there is none, Qt's threads
/// among them.
inline constexpr quint64 sparedAddressSpace = quint64(16) * 1024 * 1024;

/// Whether the heap can have so many bytes. True where it is not limited, and then it costs next to nothing to ask;
/// otherwise some microseconds.
bool hasAddressSpaceFor(quint64 bytes);

/// Of a thread's stack, after saveAddressSpace().
inline constexpr quint64 smallStackBytes = quint64(512) * 1024;

/// Where address space is limited, threads started from now on have small stacks and share one heap: of their own they
/// would reserve 8 and 64 MB each, and use next to none of it. Called before there is a second thread.
void saveAddressSpace();

/// "this process may have 300 MB of address space". Only where it is limited.
QString addressSpaceLimitText();

} // namespace fiftyfold
