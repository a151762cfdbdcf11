// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"
#include "records/comparison/comparisonreport.h"
#include "records/import/anyrun.h"

#include <memory>

namespace fiftyfold {

/// What a file holds: one of these. Plain data.
struct ReadRecord {
    ReadRun run; ///< Where it is neither of the others.
    std::shared_ptr<const ComparisonReport> comparison;
    std::shared_ptr<const CapacityRecord> capacity;
    bool isRun() const { return !comparison && !capacity; }
};

/// Reads a record of ours, of a run, a comparison or a search for capacity, or another tool's file: see readAnyRun(),
/// which takes runs alone.
QString readAnyRecord(QIODevice &device, const QString &name, ReadRecord &record, const ReadingGoesOn &goesOn = {});
/// The same of a file.
QString readAnyRecordFile(const QString &path, ReadRecord &record, const ReadingGoesOn &goesOn = {});
/// A record of ours, as its schema says which.
QString readRecordJson(const QByteArray &json, ReadRecord &record, const ReadingGoesOn &goesOn = {});

} // namespace fiftyfold
