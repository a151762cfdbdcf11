// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/tablecell.h"
#include "models/run/requestquery.h"

#include <QString>

namespace fiftyfold {

// What stands in the table of requests: words and what they are meant like.

/// "failed", in the window's language.
QString outcomeInWords(Outcome outcome);
/// "–" where there is nothing to say; nothing in the column of stages.
QString requestCellText(const RunRecord &record, quint32 request, RequestColumn column);
CellTone requestCellTone(const RunRecord &record, quint32 request, RequestColumn column);
/// "Response"; of the stages without their scale.
QString requestColumnTitle(RequestColumn column);
bool isNumeric(RequestColumn column);
/// "slowest first", "by lag, highest first".
QString sortingText(RequestColumn column, Qt::SortOrder order);

} // namespace fiftyfold
