// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/tabletext.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <algorithm>
#include <numeric>
#include <utility>

namespace fiftyfold {

QString tableText(const QAbstractTableModel &table, QList<int> rows)
{
    if (rows.isEmpty()) {
        rows.resize(table.rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    QStringList head;
    for (int column = 0; column < table.columnCount(); ++column)
        head.append(table.headerData(column, Qt::Horizontal).toString());
    lines.append(head.join(QLatin1Char('\t')));
    for (const int row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < table.columnCount(); ++column)
            cells.append(table.index(row, column).data().toString());
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace fiftyfold
