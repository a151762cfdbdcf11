// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/pairtable.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <functional>

namespace fiftyfold {

PairTable::PairTable(QWidget *parent)
    : QTableWidget(0, 2, parent)
{
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->resizeSection(0, 16 * fontMetrics().averageCharWidth());
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                    QAbstractItemView::AnyKeyPressed);
    connect(this, &QTableWidget::itemChanged, this, &PairTable::edited);
}

void PairTable::setTitles(const QString &first, const QString &second)
{
    setHorizontalHeaderLabels({first, second});
}

void PairTable::append(const QString &first, const QString &second)
{
    const int row = rowCount();
    insertRow(row);
    setItem(row, 0, new QTableWidgetItem(first));
    setItem(row, 1, new QTableWidgetItem(second));
}

void PairTable::setPairs(const QList<QPair<QString, QString>> &pairs)
{
    {
        const QSignalBlocker blocker(this);
        setRowCount(0);
        for (const auto &[first, second] : pairs)
            append(first, second);
    }
    Q_EMIT edited();
}

QList<QPair<QString, QString>> PairTable::pairs() const
{
    QList<QPair<QString, QString>> pairs;
    for (int row = 0; row < rowCount(); ++row) {
        const auto text = [this, row](int column) {
            const QTableWidgetItem *cell = item(row, column);
            return cell ? cell->text().trimmed() : QString();
        };
        const QPair<QString, QString> pair(text(0), text(1));
        if (!pair.first.isEmpty() || !pair.second.isEmpty())
            pairs.append(pair);
    }
    return pairs;
}

void PairTable::addRow()
{
    append({}, {});
    setCurrentCell(rowCount() - 1, 0);
    setFocus();
    editItem(currentItem());
}

void PairTable::removeSelectedRows()
{
    QList<int> rows;
    const QModelIndexList selected = selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.append(index.row());
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const int row : std::as_const(rows))
        removeRow(row);
    if (!rows.isEmpty())
        Q_EMIT edited();
}

void PairTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Delete) && !selectionModel()->selectedRows().isEmpty())
        return removeSelectedRows();
    QTableWidget::keyPressEvent(event);
}

} // namespace fiftyfold
