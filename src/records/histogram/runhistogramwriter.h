// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes the times of a run that has ended as an interval log of HdrHistogram, version 1.3: for each second in which
/// requests were done a row of their response times in nanoseconds, and one for each stage that they had, tagged with
/// its name; of an open load also one of their service times, "service". What failed is in none, as in the record's
/// figures, so that the counts are those of the record. `device` is open for writing. May run in any thread.
/// Empty when everything was written, otherwise why not.
QString writeRunHistogram(QIODevice &device, const RunRecord &record);

} // namespace fiftyfold
