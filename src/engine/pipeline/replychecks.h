// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/check.h"
#include "core/run/fault.h"
#include "core/run/pagebody.h"

#include <chrono>

namespace fiftyfold {

class ReplyHead;

/// What a whole reply lacks of the plan's checks: the first that it fails; None where it passes all. Free where there
/// are none, and without a copy of the body where none looks into it. Any thread.
Fault checkFaultOf(const QList<Check> &checks, const ReplyHead &head, const PageBody &body,
                   std::chrono::nanoseconds service);

} // namespace fiftyfold
