// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/runtabs.h"

#include "core/text/numberlocale.h"
#include "widgets/base/fittingscrollarea.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcard.h"
#include "widgets/run/errorspanel.h"
#include "widgets/run/requestspanel.h"
#include "widgets/run/runcontroller.h"
#include "widgets/window/latencypage.h"
#include "widgets/window/progresspage.h"

#include <QEvent>
#include <QPainter>
#include <QTabBar>

namespace fiftyfold {

namespace {

/// Says without its colour that something has failed.
QIcon errorIcon(const QColor &colour, const QWidget &widget)
{
    constexpr double side = 14;
    constexpr double inset = 3.5;
    QPixmap pixmap(QSizeF(side, side).toSize() * widget.devicePixelRatio());
    pixmap.setDevicePixelRatio(widget.devicePixelRatio());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(inset, inset), QPointF(side - inset, side - inset));
    painter.drawLine(QPointF(inset, side - inset), QPointF(side - inset, inset));
    return pixmap;
}

} // namespace

RunTabs::RunTabs(RunController *controller, RunBaseline *baseline, QWidget *parent)
    : QTabWidget(parent)
    , m_controller(controller)
    , m_progress(new ProgressPage(controller))
    , m_progressArea(new FittingScrollArea(m_progress))
    , m_latency(new LatencyPage(controller, baseline))
    , m_requests(new RequestsPanel(controller))
    , m_errors(new ErrorsPanel(controller->errors()))
{
    setObjectName(QStringLiteral("runTabs"));
    setDocumentMode(true);
    tabBar()->setAccessibleName(tr("What is shown of the run"));
    m_progressArea->setWhole(true);
    addTab(m_progressArea, tr("&Progress"));
    m_latencyTab = addTab(new FittingScrollArea(m_latency), tr("Latenc&y"));
    m_requestsTab = addTab(new FittingScrollArea(m_requests), QString());
    m_errorsTab = addTab(new FittingScrollArea(m_errors), QString());
    showCounts();
    connect(m_errors, &ErrorsPanel::requestsChosen, this, [this](const QString &filter) {
        setCurrentIndex(m_requestsTab);
        m_requests->showFiltered(filter);
    });
    connect(m_latency, &LatencyPage::targetChosen, this, [this](int target) {
        setCurrentIndex(m_requestsTab);
        m_requests->showTarget(target);
    });
    constexpr int countsIntervalMs = 250; // each time the tabs are laid out anew
    m_countsDue.setInterval(countsIntervalMs);
    m_countsDue.setSingleShot(true);
    connect(&m_countsDue, &QTimer::timeout, this, &RunTabs::showCounts);
    const RequestModel *requests = controller->requests();
    connect(requests, &QAbstractItemModel::modelReset, this, &RunTabs::showRequestCount);
    connect(requests, &QAbstractItemModel::rowsInserted, this, &RunTabs::countSoon);
    connect(m_errors, &ErrorsPanel::requestChosen, controller->selection(), &RunSelection::setCurrent);
    connect(this, &QTabWidget::currentChanged, this, &RunTabs::refresh);
    const ErrorModel *errors = controller->errors();
    connect(errors, &QAbstractItemModel::modelReset, this, &RunTabs::showErrorCount);
    connect(errors, &QAbstractItemModel::rowsInserted, this, &RunTabs::countSoon);
    connect(errors, &QAbstractItemModel::dataChanged, this, &RunTabs::countSoon);
}

void RunTabs::refresh()
{
    if (currentWidget() == m_progressArea)
        m_progress->refresh();
    else if (m_latency->isVisible())
        m_latency->refresh();
    else if (currentIndex() == m_requestsTab)
        m_requests->refresh();
}

void RunTabs::showLatency()
{
    setCurrentIndex(m_latencyTab);
}

void RunTabs::letProgressScroll()
{
    m_progressArea->setWhole(false);
    updateGeometry(); // tabs do not tell by themselves that a page can be smaller
}

void RunTabs::findRequests()
{
    setCurrentIndex(m_requestsTab);
    m_requests->focusFilter();
}

void RunTabs::visitCharts(const std::function<void(const QString &name, QWidget &chart)> &visit)
{
    QWidget *before = currentWidget();
    for (int tab = 0; tab < count(); ++tab) {
        QList<ChartCard *> cards = widget(tab)->findChildren<ChartCard *>();
        cards.removeIf([](const ChartCard *card) { return card->objectName().isEmpty(); });
        if (cards.isEmpty())
            continue;
        setCurrentIndex(tab);
        refresh();
        for (ChartCard *card : cards)
            visit(card->objectName(), *card);
    }
    setCurrentWidget(before);
}

void RunTabs::countSoon()
{
    if (!m_countsDue.isActive())
        m_countsDue.start();
}

void RunTabs::showCounts()
{
    showRequestCount();
    showErrorCount();
}

void RunTabs::showRequestCount()
{
    const int count = m_controller->requests()->rowCount();
    setTabText(m_requestsTab, count > 0 ? tr("Req&uests  %1").arg(numberLocale().toString(count)) : tr("Req&uests"));
}

void RunTabs::showErrorCount()
{
    const quint64 count = m_controller->errors()->total();
    setTabText(m_errorsTab, count > 0 ? tr("Err&ors  %1").arg(numberLocale().toString(count)) : tr("Err&ors"));
    const QColor colour = StageColours(palette()).error;
    tabBar()->setTabTextColor(m_errorsTab, count > 0 ? colour : QColor());
    if ((count > 0) == tabIcon(m_errorsTab).isNull())
        setTabIcon(m_errorsTab, count > 0 ? errorIcon(colour, *this) : QIcon());
}

void RunTabs::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    setTabIcon(m_errorsTab, QIcon()); // which is of the colours before
    showErrorCount();
}

} // namespace fiftyfold
