// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/uniformlistview.h"

#include "widgets/base/uniformlistrows.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <utility>

namespace fiftyfold {

UniformListView::UniformListView(QWidget *parent)
    : QAbstractItemView(parent)
{
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerItem); // the scroll bar's value is the first row in view
    makeUniformListsReadable();
    connect(this, &QAbstractItemView::pressed, this, &UniformListView::rowChosen);
}

void UniformListView::setModel(QAbstractItemModel *model)
{
    QAbstractItemView::setModel(model);
    // After the view's own, which keep selection and current row right.
    connect(model, &QAbstractItemModel::rowsInserted, this, &UniformListView::followRows);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &UniformListView::followRows);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_isAtEnd = true;
        followRows();
    });
    followRows();
}

/// A drag chooses the row that it comes to, as a press does.
void UniformListView::mouseMoveEvent(QMouseEvent *event)
{
    const QPersistentModelIndex before = currentIndex();
    QAbstractItemView::mouseMoveEvent(event);
    if (currentIndex().isValid() && before != currentIndex())
        Q_EMIT rowChosen(currentIndex());
}

int UniformListView::rowHeight() const
{
    return fontMetrics().height() + 4;
}

int UniformListView::rowCount() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

int UniformListView::verticalOffset() const
{
    return verticalScrollBar()->value() * rowHeight();
}

QRect UniformListView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const qint64 top = qint64(index.row() - verticalScrollBar()->value()) * rowHeight();
    return QRect(0, int(qBound(qint64(-1'000'000), top, qint64(1'000'000))), viewport()->width(), rowHeight());
}

QModelIndex UniformListView::indexAt(const QPoint &point) const
{
    const int row = verticalScrollBar()->value() + point.y() / rowHeight();
    return point.y() >= 0 && row < rowCount() ? model()->index(row, 0, rootIndex()) : QModelIndex();
}

void UniformListView::scrollTo(const QModelIndex &index, ScrollHint)
{
    const int first = verticalScrollBar()->value();
    const int inView = qMax(1, viewport()->height() / rowHeight());
    if (!index.isValid())
        return;
    if (index.row() < first)
        verticalScrollBar()->setValue(index.row());
    else if (index.row() >= first + inView)
        verticalScrollBar()->setValue(index.row() - inView + 1);
}

QModelIndex UniformListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = rowCount() - 1;
    if (last < 0)
        return {};
    const int page = qMax(1, viewport()->height() / rowHeight());
    const int now = currentIndex().isValid() ? currentIndex().row() : verticalScrollBar()->value();
    int row = now;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        row = now - 1;
        break;
    case MoveDown:
    case MoveNext:
        row = now + 1;
        break;
    case MovePageUp:
        row = now - page;
        break;
    case MovePageDown:
        row = now + page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    return model()->index(qBound(0, row, last), 0, rootIndex());
}

void UniformListView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    const int first = verticalScrollBar()->value();
    const QRect area = rect.normalized();
    const int from = qMax(0, first + area.top() / rowHeight());
    const int to = qMin(rowCount() - 1, first + area.bottom() / rowHeight());
    QItemSelection selection;
    if (from <= to)
        selection.select(model()->index(from, 0, rootIndex()), model()->index(to, 0, rootIndex()));
    selectionModel()->select(selection, flags);
}

QRegion UniformListView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection)
        region += visualRect(range.topLeft()).united(visualRect(range.bottomRight())) & viewport()->rect();
    return region;
}

void UniformListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (!current.isValid() || !hasFocus())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(current.row());
    QAccessible::updateAccessibility(&event);
}

/// Qt makes a row the current one by itself, too: as the focus comes, and as rows go.
void UniformListView::keyPressEvent(QKeyEvent *event)
{
    const QPersistentModelIndex before = currentIndex();
    QAbstractItemView::keyPressEvent(event);
    const int key = event->key();
    const bool isConfirmed = key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (currentIndex().isValid() && (isConfirmed || before != currentIndex()))
        Q_EMIT rowChosen(currentIndex());
}

void UniformListView::followRows()
{
    const bool wasAtEnd = m_isAtEnd;
    updateGeometries();
    if (wasAtEnd)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

/// Qt looks where the pointer is, each time that the newest row is followed, and waits for the display to tell.
/// None of its models fetches rows as one scrolls, which it would do as well.
void UniformListView::verticalScrollbarValueChanged(int value)
{
    if (viewport()->underMouse())
        QAbstractItemView::verticalScrollbarValueChanged(value);
}

void UniformListView::updateGeometries()
{
    const int inView = qMax(1, viewport()->height() / rowHeight());
    verticalScrollBar()->setPageStep(inView);
    verticalScrollBar()->setSingleStep(1);
    verticalScrollBar()->setRange(0, qMax(0, rowCount() - inView));
    QAbstractItemView::updateGeometries();
}

void UniformListView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    followRows();
}

void UniformListView::scrollContentsBy(int, int)
{
    const bool isAtEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    if (std::exchange(m_isAtEnd, isAtEnd) != isAtEnd)
        Q_EMIT atEndChanged(isAtEnd);
    viewport()->update();
}

void UniformListView::paintEvent(QPaintEvent *)
{
    if (!model())
        return;
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int last = qMin(rowCount(), verticalScrollBar()->value() + viewport()->height() / rowHeight() + 1);
    for (int row = verticalScrollBar()->value(); row < last; ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        option.rect = visualRect(index);
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegate()->paint(&painter, option, index);
    }
}

} // namespace fiftyfold
