// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/comparison/comparisonreport.h"

#include <QByteArray>
#include <QString>

namespace fiftyfold {

/// Reads `fiftyfold.comparison/1`, whose figures are made anew of its rounds. The command of a program of the user's
/// own is recorded nowhere: an entry that was one has its name instead, to be shown and never run. `report` is complete
/// where the result is empty; otherwise the result says what is wrong, and on which line. Any thread.
QString readComparisonJson(const QByteArray &json, ComparisonReport &report);

} // namespace fiftyfold
