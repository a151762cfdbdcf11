// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "records/history/historystore.h"

#include <QString>

namespace fiftyfold {

/// As much of an id as people type.
QString shortId(const HistoryEntry &entry);

/// A row for each; empty where there is none.
QString listText(const std::vector<HistoryEntry> &entries, const TextStyle &style);

/// What came of it.
QString prunedText(const PrunedHistory &pruned);

/// A line above what is told of one: its id, when it was, label and pin.
QString entryHeading(const HistoryEntry &entry, const TextStyle &style);

/// What is told of one. A problem of what is kept is told in its place.
QString keptText(const KeptRun &kept, const TextStyle &style, QString *problem);

} // namespace fiftyfold
