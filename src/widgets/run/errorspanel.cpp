// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/errorspanel.h"

#include "core/text/numberlocale.h"
#include "models/run/errormodel.h"
#include "widgets/base/celltable.h"
#include "widgets/base/childwidgets.h"
#include "widgets/base/tableornote.h"

#include <QAction>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

namespace fiftyfold {

ErrorsPanel::ErrorsPanel(ErrorModel *model, QWidget *parent)
    : Card(parent)
    , m_model(model)
    , m_table(new CellTable)
    , m_pages(new TableOrNote(m_table))
    , m_message(new QLabel)
{
    m_sorted.setSourceModel(model);
    m_sorted.setSortRole(ErrorModel::SortRole);
    m_table->setModel(&m_sorted);
    m_table->setAccessibleName(tr("Errors by class and message"));
    m_table->setAccessibleDescription(tr("Return on one shows its requests, on its example that request."));
    m_table->horizontalHeader()->setSortIndicator(ErrorModel::Count, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(ErrorModel::Message, QHeaderView::Stretch);
    m_table->fitColumn(ErrorModel::Class, QStringLiteral("body-too-large"));
    m_table->fitColumn(ErrorModel::Count, numberLocale().toString(1'000'000));
    for (const int column : {ErrorModel::First, ErrorModel::Last})
        m_table->fitColumn(column, tr("%1 s").arg(QStringLiteral("999.999")));
    m_table->fitColumn(ErrorModel::Example, tr("#%1").arg(numberLocale().toString(100'000)));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 2);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_message);
    // The table scrolls by itself: in a low window it takes what the message leaves, and all is in view.
    m_pages->setMinimumHeight(m_pages->minimumSizeHint().height());
    m_pages->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    m_message->setObjectName(QStringLiteral("wholeMessage"));
    m_message->setAccessibleName(tr("Whole message of the chosen error"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_message->setContentsMargins(12, 6, 12, 6);
    constexpr int mostLines = 8;
    m_message->setMaximumHeight(mostLines * m_message->fontMetrics().lineSpacing() + 12);

    const auto addAction = [this](const QString &text, int column) {
        auto *action = new QAction(text, m_table);
        connect(action, &QAction::triggered, this,
                [this, column] { choose(m_table->currentIndex().siblingAtColumn(column)); });
        m_table->addAction(action);
    };
    addAction(tr("Show its &requests"), ErrorModel::Class);
    addAction(tr("Show its &example"), ErrorModel::Example);
    auto *copy = new QAction(tr("&Copy rows as text"), m_table); // by keyboard the window's does it
    connect(copy, &QAction::triggered, m_table, &CellTable::copy);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);

    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (!(QGuiApplication::keyboardModifiers() & (Qt::ShiftModifier | Qt::ControlModifier)))
            choose(index);
    });
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        auto *shortcut = new QShortcut(QKeySequence(key), m_table, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this] { choose(m_table->currentIndex()); });
    }
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ErrorsPanel::showMessage);
    connect(model, &QAbstractItemModel::rowsInserted, this, &ErrorsPanel::showNoteOrTable);
    connect(model, &QAbstractItemModel::modelReset, this, &ErrorsPanel::showNoteOrTable);
    showNoteOrTable();
}

ErrorsPanel::~ErrorsPanel()
{
    deleteChildWidgets(*this);
}

void ErrorsPanel::showNoteOrTable()
{
    if (m_model->rowCount() > 0)
        m_pages->showTable();
    else
        m_pages->showNote(m_model->hasRequests()
                              ? tr("No request has failed.")
                              : tr("No requests yet: each way in which some fail will be a row here."));
    if (m_model->rowCount() > 0 && !m_table->currentIndex().isValid()) // the most, whose message is read first
        m_table->selectionModel()->setCurrentIndex(m_sorted.index(0, 0), QItemSelectionModel::NoUpdate);
    showMessage();
}

void ErrorsPanel::showMessage()
{
    const QModelIndex current = m_table->currentIndex();
    m_message->setText(current.siblingAtColumn(ErrorModel::Message).data().toString());
    m_message->setVisible(!m_message->text().isEmpty());
}

void ErrorsPanel::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (index.column() == ErrorModel::Example)
        Q_EMIT requestChosen(index.data(ErrorModel::RequestRole).toInt());
    else
        Q_EMIT requestsChosen(index.data(ErrorModel::FilterRole).toString());
}

} // namespace fiftyfold
