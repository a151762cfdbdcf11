// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/comparisonorder.h"

#include "core/text/numberlocale.h"
#include "models/comparison/comparisoncopy.h"
#include "models/comparison/comparisonmodel.h"

#include <QStringList>

namespace fiftyfold {

ComparisonOrder::ComparisonOrder(ComparisonModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_names(numberLocale()) // the C locale's knows no numbers
{
    m_names.setNumericMode(true); // 4 comes before 16
    setSortRole(ComparisonModel::SortRole);
    setSourceModel(model);
}

bool ComparisonOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant one = left.data(sortRole());
    const QVariant other = right.data(sortRole());
    if (!one.isValid() || !other.isValid())
        return sortOrder() == Qt::AscendingOrder ? one.isValid() && !other.isValid()
                                                 : other.isValid() && !one.isValid();
    return left.column() == ComparisonModel::StrategyColumn ? m_names.compare(one.toString(), other.toString()) < 0
                                                            : QSortFilterProxyModel::lessThan(left, right);
}

QString ComparisonOrder::text() const
{
    const auto *model = static_cast<const ComparisonModel *>(sourceModel());
    QStringList lines{copiedHeadings(*model).join(QLatin1Char('\t'))};
    for (int row = 0; row < rowCount(); ++row)
        lines.append(copiedCells(*model, mapToSource(index(row, 0)).row()).join(QLatin1Char('\t')));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace fiftyfold
