// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/runtabs.h"

#include "core/text/numberlocale.h"
#include "widgets/base/fittingscrollarea.h"
#include "widgets/base/stagecolours.h"
#include "widgets/run/errorspanel.h"
#include "widgets/run/runcontroller.h"
#include "widgets/window/latencypage.h"
#include "widgets/window/progresspage.h"

#include <QTabBar>

namespace fiftyfold {

RunTabs::RunTabs(RunController *controller, QWidget *parent)
    : QTabWidget(parent)
    , m_controller(controller)
    , m_progress(new ProgressPage(controller))
    , m_latency(new LatencyPage(controller))
    , m_errors(new ErrorsPanel(controller->errors()))
{
    setObjectName(QStringLiteral("runTabs"));
    setDocumentMode(true);
    tabBar()->setAccessibleName(tr("What is shown of the run"));
    addTab(m_progress, tr("&Progress"));
    addTab(new FittingScrollArea(m_latency), tr("Latenc&y"));
    addTab(m_errors, QString());
    showErrorCount();
    connect(m_errors, &ErrorsPanel::requestChosen, controller->selection(), &RunSelection::setCurrent);
    connect(this, &QTabWidget::currentChanged, this, &RunTabs::refresh);
    const ErrorModel *errors = controller->errors();
    connect(errors, &QAbstractItemModel::modelReset, this, &RunTabs::showErrorCount);
    connect(errors, &QAbstractItemModel::rowsInserted, this, &RunTabs::showErrorCount);
    connect(errors, &QAbstractItemModel::dataChanged, this, &RunTabs::showErrorCount);
}

void RunTabs::refresh()
{
    if (currentWidget() == m_progress)
        m_progress->refresh();
    else if (m_latency->isVisible())
        m_latency->refresh();
}

void RunTabs::showErrorCount()
{
    const quint64 count = m_controller->errors()->total();
    const int tab = indexOf(m_errors);
    setTabText(tab, count > 0 ? tr("&Errors  %1").arg(numberLocale().toString(count)) : tr("&Errors"));
    tabBar()->setTabTextColor(tab, count > 0 ? StageColours(palette()).error : QColor());
}

} // namespace fiftyfold
