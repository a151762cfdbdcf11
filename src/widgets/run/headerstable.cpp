// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/headerstable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <functional>

namespace fiftyfold {

HeadersTable::HeadersTable(QWidget *parent)
    : QTableWidget(0, 2, parent)
{
    setHorizontalHeaderLabels({tr("Name"), tr("Value")});
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
    connect(this, &QTableWidget::itemChanged, this, &HeadersTable::edited);
}

void HeadersTable::append(const QString &name, const QString &value)
{
    const int row = rowCount();
    insertRow(row);
    setItem(row, 0, new QTableWidgetItem(name));
    setItem(row, 1, new QTableWidgetItem(value));
}

void HeadersTable::setHeaders(const QList<HeaderField> &headers)
{
    {
        const QSignalBlocker blocker(this);
        setRowCount(0);
        for (const HeaderField &header : headers)
            append(QString::fromUtf8(header.name), QString::fromUtf8(header.value));
    }
    Q_EMIT edited();
}

QList<HeaderField> HeadersTable::headers() const
{
    QList<HeaderField> headers;
    for (int row = 0; row < rowCount(); ++row) {
        const auto text = [this, row](int column) {
            const QTableWidgetItem *cell = item(row, column);
            return cell ? cell->text().trimmed().toUtf8() : QByteArray();
        };
        const HeaderField header{text(0), text(1)};
        if (!header.name.isEmpty() || !header.value.isEmpty())
            headers.append(header);
    }
    return headers;
}

void HeadersTable::addRow()
{
    append({}, {});
    setCurrentCell(rowCount() - 1, 0);
    setFocus();
    editItem(currentItem());
}

void HeadersTable::removeSelectedRows()
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

bool HeadersTable::addLines(const QString &text)
{
    QList<HeaderField> headers;
    const QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(QLatin1Char(':'), 1); // a first one is of HTTP/2 itself
        if (colon > 0 && !line.startsWith(QLatin1Char(':')))
            headers.append({line.left(colon).trimmed().toUtf8(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    if (headers.isEmpty())
        return false;
    setHeaders(this->headers() + headers);
    return true;
}

void HeadersTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste) && addLines(QGuiApplication::clipboard()->text()))
        return;
    if (event->matches(QKeySequence::Delete) && !selectionModel()->selectedRows().isEmpty())
        return removeSelectedRows();
    QTableWidget::keyPressEvent(event);
}

} // namespace fiftyfold
