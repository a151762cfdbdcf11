// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/runcomparisonmodel.h"

#include "core/comparison/runcomparisonwording.h"
#include "models/base/tabletext.h"

namespace fiftyfold {

namespace {

constexpr int lastColumnOfFigures = 4;

bool isColumnOfWords(int column)
{
    return column == 0 || column > lastColumnOfFigures;
}

QVariant cellAlignment(int column)
{
    return QVariant::fromValue((isColumnOfWords(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

} // namespace

void RunComparisonModel::setComparison(const std::optional<RunComparison> &comparison)
{
    beginResetModel();
    m_comparison = comparison;
    endResetModel();
}

QString RunComparisonModel::toText(const QList<int> &rows) const
{
    if (!m_comparison)
        return {};
    return tableText(*this, rows) + QLatin1Char('\n') + runComparisonSentence(*m_comparison);
}

int RunComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_comparison ? 0 : static_cast<int>(m_comparison->figures.size());
}

int RunComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : lastColumnOfFigures + 2;
}

QVariant RunComparisonModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(index.column());
    if (role != Qt::DisplayRole)
        return {};
    return comparedCells(m_comparison->figures[static_cast<std::size_t>(index.row())]).at(index.column());
}

QVariant RunComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section);
    return role == Qt::DisplayRole ? comparedHeadings(tr("Baseline"), tr("Run")).at(section) : QVariant();
}

} // namespace fiftyfold
