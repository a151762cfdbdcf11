// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/celltable.h"

#include "models/base/tablecell.h"
#include "widgets/base/stagecolours.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <numeric>

namespace fiftyfold {

namespace {

constexpr int rowMargin = 3;

QColor colourOf(CellTone tone, const StageColours &colours)
{
    switch (tone) {
    case CellTone::Muted:
        return colours.mutedText;
    case CellTone::Link:
        return colours.accent;
    case CellTone::Warning:
        return colours.warning;
    case CellTone::Error:
        return colours.error;
    case CellTone::Plain:
    case CellTone::Strong:
        break;
    }
    return colours.text;
}

int currentRowOf(const QWidget *view)
{
    const auto *table = qobject_cast<const QAbstractItemView *>(view);
    return table ? table->currentIndex().row() : -1;
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const StageColours colours(option.palette);
    constexpr double stripeShare = 0.025;
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colours.selectedRow);
    else if (index.row() % 2 == 1)
        painter->fillRect(option.rect, blended(colours.text, colours.card, stripeShare));
    painter->save();
    paintContent(*painter, option, index);
    painter->restore();
    if (currentRowOf(option.widget) != index.row())
        return;
    painter->setPen(colours.accent);
    painter->drawLine(option.rect.topLeft(), option.rect.topRight());
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (option.state.testFlag(QStyle::State_HasFocus))
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
}

void CellDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto tone = static_cast<CellTone>(index.data(ToneRole).toInt());
    QFont font = option.font;
    if (tone == CellTone::Strong)
        font.setWeight(QFont::DemiBold);
    font.setUnderline(tone == CellTone::Link);
    painter.setFont(font);
    painter.setPen(colourOf(tone, StageColours(option.palette)));
    const QRect place = option.rect.adjusted(sideMargin, 0, -sideMargin, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto alignment = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
    painter.drawText(place, int(alignment) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int width = option.fontMetrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
    return QSize(width + 2 * sideMargin, option.fontMetrics.height() + 2 * rowMargin);
}

CellTable::CellTable(QWidget *parent)
    : QTableView(parent)
{
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setProperty("showsFocusOnCard", true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    verticalScrollBar()->setAccessibleName(tr("Scroll the rows"));
    horizontalScrollBar()->setAccessibleName(tr("Scroll the columns"));
    showRowHeight();
}

void CellTable::showRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2 * rowMargin);
}

void CellTable::fitColumn(int column, const QString &sample)
{
    setColumnWidth(column, fittingWidth(column, sample));
}

int CellTable::fittingWidth(int column, const QString &sample) const
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    const int content = QFontMetrics(strong).horizontalAdvance(sample) + 2 * CellDelegate::sideMargin + 2;
    return std::max(content, horizontalHeader()->sectionSizeHint(column));
}

std::vector<int> CellTable::selectedRows() const
{
    std::vector<int> rows;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::vector<int> CellTable::rowsToCopy() const
{
    std::vector<int> rows = selectedRows();
    if (rows.empty()) {
        rows.resize(std::size_t(model()->rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
    }
    return rows;
}

void CellTable::copy()
{
    const std::vector<int> rows = rowsToCopy();
    if (rows.empty())
        return;
    QStringList lines;
    for (const int row : rows) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column) {
            if (!isColumnHidden(column))
                cells.append(model()->index(row, column).data().toString());
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

QModelIndex CellTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int last = model() ? model()->rowCount() - 1 : -1;
    if (last >= 0 && (action == MoveHome || action == MoveEnd)) {
        const int column = currentIndex().isValid() ? currentIndex().column() : 0;
        return model()->index(action == MoveHome ? 0 : last, column);
    }
    return QTableView::moveCursor(action, modifiers);
}

QPoint CellTable::menuPlace(const QContextMenuEvent &event) const
{
    if (event.reason() == QContextMenuEvent::Mouse || !currentIndex().isValid())
        return event.globalPos();
    const QPoint below = visualRect(currentIndex()).bottomLeft();
    return viewport()->mapToGlobal(
        QPoint(qBound(0, below.x(), viewport()->width()), qBound(0, below.y(), viewport()->height())));
}

void CellTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        showRowHeight();
}

void CellTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        viewport()->update(); // whole rows show it
}

void CellTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    window()->update(); // the card draws the focus
}

void CellTable::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    window()->update();
}

} // namespace fiftyfold
