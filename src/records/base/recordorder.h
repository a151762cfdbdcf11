// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <vector>

namespace fiftyfold {

/// The requests of a run that has ended by when they left the queue; those that never did come last. 4 bytes a request.
std::vector<quint32> requestsByStart(const RunRecord &record);

/// Those that are done, by when they ended.
std::vector<quint32> doneByEnd(const RunRecord &record);

/// Whether a run that has ended has anything of its requests: not one of which only figures were kept.
bool hasOutcomes(const RunRecord &record);

} // namespace fiftyfold
