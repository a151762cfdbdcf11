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
LoadHealth statedHealth(JsonMembers &members);

/// Of `count` times, which stand at `path`. `isPartial`: what another program states may be less than all. `problem`
/// stays where it has one already.
Distribution statedFigures(const QJsonObject &json, const QString &path, quint32 count, QString *problem,
                           bool isPartial = false);

} // namespace fiftyfold
