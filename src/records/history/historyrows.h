// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/history/historyentry.h"

#include <QString>

class QSqlQuery;

namespace fiftyfold {

/// The columns of table `runs` that an entry is made of, as SELECT and INSERT have them.
QString entryColumns();
/// As many places: "?, ?, …".
QString entryPlaces();

/// The row that the query is at, which has entryColumns().
HistoryEntry entryFrom(const QSqlQuery &query);
/// Gives an INSERT of entryColumns() its values; `id` in place of the entry's.
void bindEntry(QSqlQuery &query, const HistoryEntry &entry, const QString &id);

} // namespace fiftyfold
