// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/history/keptrun.h"
#include "support/loadedrecord.h"

namespace fiftyfold::test {

/// What is kept of it. `minute`: when it began, after a certain moment.
inline KeptRun keptSample(quint32 requests, const QString &label = {}, int minute = 0)
{
    const std::shared_ptr<RunRecord> record = loadedRecord(requests);
    record->startedAt = record->startedAt.addSecs(60 * minute);
    return keptRun(*record, summarise(*record), {}, label);
}

} // namespace fiftyfold::test
