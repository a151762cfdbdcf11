// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/targetscard.h"

#include "core/text/numberlocale.h"
#include "widgets/base/celltable.h"
#include "widgets/base/childwidgets.h"
#include "widgets/run/runcontroller.h"

#include <QAction>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QShortcut>
#include <QVBoxLayout>

#include <functional>

namespace fiftyfold {

TargetsCard::TargetsCard(RunController *controller, QWidget *parent)
    : TargetsCard(controller, new QWidget, parent)
{
}

TargetsCard::TargetsCard(RunController *controller, QWidget *content, QWidget *parent)
    : ChartCard(tr("Targets"), new QWidget, content, parent)
    , m_controller(controller)
    , m_table(new CellTable)
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(TargetModel::SortRole);
    m_table->setModel(&m_sorted);
    m_table->setAccessibleName(tr("Targets in figures"));
    m_table->setAccessibleDescription(tr("Return on one shows its requests."));
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as the plan has them
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(TargetModel::Name, QHeaderView::Stretch);
    for (const int column : {TargetModel::Requests, TargetModel::Failed})
        m_table->fitColumn(column, numberLocale().toString(1'000'000));
    for (const int column : {TargetModel::P50, TargetModel::P95, TargetModel::P99})
        m_table->fitColumn(column, QStringLiteral("999.9 ms △"));
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->addWidget(m_table);

    const auto addAction = [this](const QString &text, const std::function<void()> &triggered) {
        auto *action = new QAction(text, m_table);
        connect(action, &QAction::triggered, this, triggered);
        m_table->addAction(action);
    };
    addAction(tr("Show its &requests"), [this] { choose(m_table->currentIndex()); });
    addAction(tr("&Copy rows as text"), [this] { m_table->copy(); }); // by keyboard the window's does it
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (!(QGuiApplication::keyboardModifiers() & (Qt::ShiftModifier | Qt::ControlModifier)))
            choose(index);
    });
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        auto *shortcut = new QShortcut(QKeySequence(key), m_table, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this] { choose(m_table->currentIndex()); });
    }
    connect(controller, &RunController::prepared, this, &TargetsCard::refresh);
    connect(controller, &RunController::summarised, this, &TargetsCard::refresh);
    refresh();
}

TargetsCard::~TargetsCard()
{
    deleteChildWidgets(*this); // they show the model
}

void TargetsCard::refresh()
{
    m_model.setSummary(m_controller->summary(), m_controller->plan().targetNames);
    setVisible(m_model.rowCount() > 0);
    if (m_model.rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->selectionModel()->setCurrentIndex(m_sorted.index(0, 0), QItemSelectionModel::NoUpdate);
    fitHeight();
}

/// Of many targets the others are scrolled to.
void TargetsCard::fitHeight()
{
    constexpr int mostRows = 10;
    const int rows = qMin(mostRows, m_model.rowCount());
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            rows * m_table->verticalHeader()->defaultSectionSize() + 2);
}

void TargetsCard::choose(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT targetChosen(m_sorted.mapToSource(index).row());
}

void TargetsCard::changeEvent(QEvent *event)
{
    ChartCard::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_table)
        fitHeight();
}

} // namespace fiftyfold
