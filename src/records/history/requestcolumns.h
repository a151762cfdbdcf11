// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"
#include "records/json/runjsonreader.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace fiftyfold {

// The requests of a run as the history keeps them: columns of differences, compressed by zlib, in parts of so many
// requests that neither writing nor reading one needs much memory. Values are told by name, so that a later version
// reads what an earlier one wrote. Up to some 20 bytes a request.

/// Of a run that has ended. Any thread.
std::vector<QByteArray> packedRequests(const RunRecord &record);

/// Tells them again, as facts, to a recorder of the same plan. Empty, or what is wrong with them: damaged bytes are
/// noticed, and do no harm. `goesOn` is asked before each part. Any thread.
QString tellPackedRequests(const std::vector<QByteArray> &parts, RunRecorder &recorder,
                           const ReadingGoesOn &goesOn = {});

} // namespace fiftyfold
