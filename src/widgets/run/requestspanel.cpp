// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requestspanel.h"

#include "core/text/numberlocale.h"
#include "widgets/base/childwidgets.h"
#include "widgets/base/tableornote.h"
#include "widgets/run/requestfilterbar.h"
#include "widgets/run/requesttable.h"
#include "widgets/run/runcontroller.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace fiftyfold {

namespace {
constexpr qint64 tablePaintIntervalMs = 100; // of rows that only go on
} // namespace

RequestsPanel::RequestsPanel(RunController *controller, QWidget *parent)
    : Card(parent)
    , m_controller(controller)
    , m_model(controller->requests())
    , m_bar(new RequestFilterBar)
    , m_table(new RequestTable(&m_model))
    , m_pages(new TableOrNote(m_table))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 2);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_pages, 1);
    m_painted.start();

    connect(m_bar, &RequestFilterBar::queryChanged, this, &RequestsPanel::applyQuery);
    connect(m_bar, &RequestFilterBar::sortRequested, this,
            [this](RequestColumn column, Qt::SortOrder order) { m_table->sortByColumn(int(column), order); });
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &RequestsPanel::showFound);
    connect(m_pages, &TableOrNote::buttonClicked, this, [this] {
        m_bar->clear();
        m_bar->focusText();
    });
    connect(&m_model, &RequestTableModel::searched, this, &RequestsPanel::showFound);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &RequestsPanel::showNoteOrTable);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &RequestsPanel::showNoteOrTable);

    RunSelection *selection = controller->selection();
    connect(m_bar, &RequestFilterBar::rangeCleared, selection, &RunSelection::clearRange);
    connect(m_table, &RequestTable::requestChosen, selection, &RunSelection::setCurrent);
    connect(selection, &RunSelection::currentChanged, m_table, &RequestTable::setCurrentRequest);
    connect(selection, &RunSelection::rangeChanged, this, [this] {
        m_bar->setRange(m_controller->selection()->range());
        applyQuery();
    });
    connect(controller, &RunController::prepared, this, &RequestsPanel::beginRun);
    connect(controller, &RunController::stateChanged, this, [this] {
        m_model.setRunning(m_controller->isBusy());
        if (isVisible())
            refresh();
    });
    showFound();
}

RequestsPanel::~RequestsPanel()
{
    deleteChildWidgets(*this);
}

void RequestsPanel::beginRun()
{
    m_table->layOutColumns();
    if (!m_model.hasColumn(m_model.query().sortedBy))
        m_table->sortByColumn(int(RequestColumn::Number), Qt::AscendingOrder);
    m_bar->setHasLags(m_model.hasColumn(RequestColumn::Lag));
    m_bar->setTargets(m_controller->plan().targetNames);
    if (!m_shownFilter.isEmpty() && m_bar->text() == m_shownFilter)
        m_bar->setText({});
    m_shownFilter.clear();
    applyQuery();
    showFound();
}

void RequestsPanel::refresh()
{
    if (m_isQueryStale)
        applyQuery();
    m_model.refresh();
    if (m_controller->isBusy() && m_painted.hasExpired(tablePaintIntervalMs)) {
        m_painted.start();
        m_table->viewport()->update(); // which reads the record
    }
}

void RequestsPanel::applyQuery()
{
    m_isQueryStale = !isVisible();
    if (m_isQueryStale)
        return;
    RequestQuery query = m_bar->query();
    query.range = m_controller->selection()->range();
    m_model.setQuery(query);
    showFound();
}

void RequestsPanel::showFound()
{
    m_bar->showFound(m_model);
    showNoteOrTable();
}

void RequestsPanel::showNoteOrTable()
{
    if (m_model.requestCount() == 0)
        m_pages->showNote(m_controller->isBusy() ? tr("No request has begun yet.")
                                                 : tr("No run yet: each request of one will be a row here."));
    else if (m_model.rowCount() == 0 && !m_model.isSearching())
        m_pages->showNote(m_model.query().isFiltered() ? tr("None of the %1 requests is picked out by this filter.")
                                                             .arg(numberLocale().toString(m_model.requestCount()))
                                                       : QString(),
                          tr("Clear filter"));
    else
        m_pages->showTable();
    m_table->keepCurrentRequest(m_controller->selection()->current());
}

void RequestsPanel::showFiltered(const QString &text)
{
    m_bar->clear();
    m_bar->setText(text);
    m_shownFilter = text;
    m_table->setFocus();
}

void RequestsPanel::showTarget(int target)
{
    m_bar->clear();
    m_bar->setTarget(target);
    m_table->setFocus();
}

void RequestsPanel::focusFilter()
{
    m_bar->focusText();
}

} // namespace fiftyfold
