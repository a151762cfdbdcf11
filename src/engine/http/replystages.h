// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/tracedreply.h"

namespace fiftyfold {

class StageLog;

/// Tells the stages from `dns` to the beginning of `wait`, as far as a reply's times have come and the log has not yet.
/// To be called as often as there may be more.
void tellStages(StageLog &log, const ReplyTimes &times);

} // namespace fiftyfold
