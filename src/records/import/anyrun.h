// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/importtext.h"
#include "records/json/runjsonreader.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Reads a run of ours (fiftyfold.run/1) or of another tool, gzip'ed or not, told apart by its content. `name` is the
/// file's, whose folders are not kept. That of another tool is a record with RunRecord::imported; of a file without
/// requests, ReadRun::summary has the figures that it states, and those that it does not are NaN (see isStated()).
/// `run` is complete where the result is empty; otherwise the result says what is wrong, and in which line. May run in
/// any thread: best not in the main one.
QString readAnyRun(QIODevice &device, const QString &name, ReadRun &run, const ReadingGoesOn &goesOn = {});

/// The same of a file.
QString readAnyRunFile(const QString &path, ReadRun &run, const ReadingGoesOn &goesOn = {});

/// What both say of the record of a comparison. Who asked knows where two of those are held against each other.
QString comparisonForARun();

/// What both say of the record of a search for capacity.
QString capacityForARun();

} // namespace fiftyfold
