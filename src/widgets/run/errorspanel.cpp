// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/errorspanel.h"

#include "models/run/errormodel.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/run/errordelegate.h"

#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

namespace fiftyfold {

ErrorsPanel::ErrorsPanel(ErrorModel *model, QWidget *parent)
    : Card(parent)
    , m_model(model)
    , m_list(new QListView(this))
{
    auto *title = new QLabel(tr("Errors"), this);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    m_list->setFont(small);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new ErrorDelegate(m_list));
    m_list->setModel(model);
    m_list->setMinimumHeight(0);
    m_list->setProperty("showsFocusOnCard", true);
    m_list->setAccessibleName(tr("Classes of errors"));
    m_list->setToolTip(plainToolTip(tr("Click one, or press Return, to go to its requests, one after the other")));
    m_list->verticalScrollBar()->setAccessibleName(tr("Scroll the errors"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 8, 6);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(m_list, 1);

    connect(m_list, &QListView::clicked, this, &ErrorsPanel::choose);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        auto *shortcut = new QShortcut(QKeySequence(key), m_list, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this] { choose(m_list->currentIndex()); });
    }
    connect(model, &QAbstractItemModel::rowsInserted, this, &ErrorsPanel::forgetChosen);
    connect(model, &QAbstractItemModel::modelReset, this, &ErrorsPanel::forgetChosen);
}

void ErrorsPanel::forgetChosen()
{
    m_chosenRow = -1; // what stood in a row may stand in another now
    m_chosenRequest = -1;
}

void ErrorsPanel::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const int after = index.row() == m_chosenRow ? m_chosenRequest : -1;
    m_chosenRow = index.row();
    m_chosenRequest = m_model->nextRequest(index.row(), after);
    if (m_chosenRequest >= 0)
        Q_EMIT requestChosen(m_chosenRequest);
}

} // namespace fiftyfold
