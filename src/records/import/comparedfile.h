// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparedentries.h"
#include "records/import/anyrecord.h"

namespace fiftyfold {

/// A run that was read, to be held against another; `path` is its file's, of which the name alone is kept.
ComparedRun comparedRun(const QString &path, const ReadRun &read);

/// Likewise a comparison.
ToldComparison toldComparison(const QString &path, const ComparisonReport &report);

/// Reads a record of ours or of another program for that. Empty when `run` is complete, otherwise why not, as
/// readAnyRun() says it. May run in any thread.
QString readComparedFile(const QString &path, ComparedRun &run, const ReadingGoesOn &goesOn = {});

} // namespace fiftyfold
