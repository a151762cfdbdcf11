// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/runcomparisonmodel.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/text/visibletext.h"
#include "models/base/tabletext.h"
#include "models/base/windowwording.h"

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

template<typename Figures>
void RunComparisonModel::setFigures(const Figures &figures, const QString &sentence)
{
    beginResetModel();
    m_rows.clear();
    for (const auto &figure : figures) {
        QStringList cells = comparedCells(figure);
        for (QString &cell : cells)
            cell = visibleText(cell);
        m_rows.append(cells);
    }
    m_sentence = visibleText(wordedForWindow(sentence));
    endResetModel();
}

void RunComparisonModel::setComparison(const std::optional<RunComparison> &comparison)
{
    if (comparison)
        setFigures(comparison->figures, runComparisonSentence(*comparison));
    else
        setFigures(std::vector<ComparedFigure>(), QString());
}

void RunComparisonModel::setEntries(const ComparedEntries &compared)
{
    setFigures(compared.entries, comparedEntriesSentence(compared));
}

QString RunComparisonModel::toText(const QList<int> &rows) const
{
    return m_rows.isEmpty() ? QString() : tableText(*this, rows) + QLatin1Char('\n') + m_sentence;
}

int RunComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
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
    const QString &cell = m_rows.at(index.row()).at(index.column());
    if (role == Qt::ToolTipRole && index.column() > lastColumnOfFigures && !cell.isEmpty())
        return QStringLiteral("<p>%1</p>").arg(cell.toHtmlEscaped()); // which wraps, as a reason may be long
    return role == Qt::DisplayRole ? cell : QVariant();
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
