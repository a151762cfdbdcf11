// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QAbstractTableModel;

namespace fiftyfold {

/// These rows of a table, or all where there are none, as shown, with a head and a tab between columns.
QString tableText(const QAbstractTableModel &table, QList<int> rows);

} // namespace fiftyfold
