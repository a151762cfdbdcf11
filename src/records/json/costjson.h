// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runcost.h"
#include "records/base/jsonwriter.h"
#include "records/json/jsonmembers.h"

namespace fiftyfold {

/// The member "cost" of a run's summary, or of a comparison's round; `requests` are those that are done or failed.
void writeCost(JsonWriter &json, const RunCost &cost, quint32 requests);

/// The same again; what is wrong with it, `members` say. Switches are told by request, so they come to whole ones.
RunCost costFrom(JsonMembers &members, qint64 requests);

} // namespace fiftyfold
