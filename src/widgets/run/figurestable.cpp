// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/figurestable.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>

#include <utility>

namespace fiftyfold {

FiguresTable::FiguresTable(QAbstractTableModel *model, const QString &name, TextOf textOf, QWidget *parent)
    : QTableView(parent)
    , m_textOf(std::move(textOf))
{
    setModel(model);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    setFont(small);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setProperty("showsFocusOnCard", true);
    setAccessibleName(name);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    fitRows();
    connect(model, &QAbstractItemModel::modelReset, this, &QWidget::updateGeometry);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copyAction = new QAction(tr("&Copy"), this);
    connect(copyAction, &QAction::triggered, this, &FiguresTable::copy);
    addAction(copyAction);
}

void FiguresTable::fitRows()
{
    constexpr int padding = 6;
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + padding);
    updateGeometry();
}

QSize FiguresTable::sizeHint() const
{
    return QSize(280, horizontalHeader()->sizeHint().height() + verticalHeader()->length());
}

QSize FiguresTable::minimumSizeHint() const
{
    return QSize(200, sizeHint().height());
}

void FiguresTable::copy()
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    QList<int> numbers;
    for (const QModelIndex &row : rows)
        numbers.append(row.row());
    QGuiApplication::clipboard()->setText(m_textOf(numbers));
}

void FiguresTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitRows();
}

} // namespace fiftyfold
