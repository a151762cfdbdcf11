// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runsummary.h"
#include "records/json/jsonmembers.h"

namespace fiftyfold {

// The figures of a record that has no requests to make them of, as it states them. What is not as it should be is a
// problem of `members`.

// `record` has what is kept of a run besides.

/// Of `summary`.
RunSummary statedSummary(JsonMembers &members, const RunRecord &record);

/// Of `summary.health`.
LoadHealth statedHealth(JsonMembers &members, const RunRecord &record);

} // namespace fiftyfold
