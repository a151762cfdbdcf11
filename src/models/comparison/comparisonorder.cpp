// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/comparisonorder.h"

#include "models/comparison/comparisonmodel.h"

#include <QStringList>

namespace fiftyfold {

ComparisonOrder::ComparisonOrder(ComparisonModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(ComparisonModel::SortRole);
    setSortLocaleAware(true);
    setSourceModel(model);
}

bool ComparisonOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool hasLeft = left.data(sortRole()).isValid();
    const bool hasRight = right.data(sortRole()).isValid();
    if (hasLeft && hasRight)
        return QSortFilterProxyModel::lessThan(left, right);
    return sortOrder() == Qt::AscendingOrder ? hasLeft && !hasRight : hasRight && !hasLeft;
}

QString ComparisonOrder::text() const
{
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column)
        cells.append(headerData(column, Qt::Horizontal).toString());
    lines.append(cells.join(QLatin1Char('\t')));
    for (int row = 0; row < rowCount(); ++row) {
        cells.clear();
        for (int column = 0; column < columnCount(); ++column)
            cells.append(index(row, column).data().toString());
        cells.append(index(row, 0).data(ComparisonModel::NoteRole).toString());
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace fiftyfold
