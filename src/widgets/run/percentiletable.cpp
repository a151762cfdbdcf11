// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/percentiletable.h"

#include "models/run/percentilemodel.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>

namespace fiftyfold {

PercentileTable::PercentileTable(PercentileModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
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
    setAccessibleName(tr("Percentiles in figures"));
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    fitRows();
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copyAction = new QAction(tr("&Copy"), this);
    connect(copyAction, &QAction::triggered, this, &PercentileTable::copy);
    addAction(copyAction);
}

void PercentileTable::fitRows()
{
    constexpr int padding = 6;
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + padding);
    updateGeometry();
}

QSize PercentileTable::sizeHint() const
{
    return QSize(280, horizontalHeader()->sizeHint().height() + verticalHeader()->length());
}

QSize PercentileTable::minimumSizeHint() const
{
    return QSize(200, sizeHint().height());
}

void PercentileTable::copy()
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    QList<int> numbers;
    for (const QModelIndex &row : rows)
        numbers.append(row.row());
    QGuiApplication::clipboard()->setText(m_model->toText(numbers));
}

void PercentileTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitRows();
}

} // namespace fiftyfold
