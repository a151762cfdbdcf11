// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/progresspage.h"

#include "core/plan/planproblems.h"
#include "models/run/loadwording.h"
#include "widgets/charts/bandlegend.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/progresschart.h"
#include "widgets/charts/progressview.h"
#include "widgets/charts/waterfallheader.h"
#include "widgets/charts/waterfallview.h"
#include "widgets/run/runcontroller.h"

#include <QEvent>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace fiftyfold {

ProgressPage::ProgressPage(RunController *controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_splitter(new QSplitter(Qt::Vertical, this))
{
    m_splitter->setObjectName(QStringLiteral("charts"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(progressCard());
    m_splitter->addWidget(waterfallCard());
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes({240, 360});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);

    connect(m_controller, &RunController::prepared, this, &ProgressPage::showPlanOfRun);
}

QWidget *ProgressPage::progressCard()
{
    m_legend = new BandLegend;
    m_progress = new ProgressView(m_controller->series(), m_controller->rates(), m_controller->timeAxis(),
                                  m_controller->selection());
    m_chart = m_progress->chart();
    auto *showRates = new QToolButton;
    showRates->setText(tr("Sho&w rates"));
    showRates->setToolTip(tr("There is no room for the rate chart: gives it some of the waterfall’s and the log’s"));
    showRates->setAutoRaise(true);
    showRates->setFont(m_legend->font());
    showRates->setFixedHeight(m_legend->fontMetrics().height() + 2); // no higher than the legend
    showRates->setFocusPolicy(Qt::StrongFocus);
    showRates->setAccessibleName(tr("Show rates"));
    showRates->hide();
    connect(m_progress, &ProgressView::ratesHidden, showRates, &QWidget::setVisible);
    connect(showRates, &QToolButton::clicked, this, &ProgressPage::showRates);
    auto *aside = new QWidget;
    auto *layout = new QHBoxLayout(aside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_legend, 1);
    layout->addWidget(showRates, 0, Qt::AlignTop);
    m_progressCard = new ChartCard(QString(), aside, m_progress);
    m_progressCard->setObjectName(QStringLiteral("progress"));
    showProgress();
    return m_progressCard;
}

QWidget *ProgressPage::waterfallCard()
{
    m_waterfall = new WaterfallView(m_controller->requests(), &m_controller->timeline(), m_controller->timeAxis(),
                                    m_controller->selection());
    m_waterfall->setHint(
        tr("Each request will be a row here, from left to right in time: waiting, receiving, wrapping, "
           "saving, deleting."));
    RunSelection *selection = m_controller->selection();
    connect(m_waterfall, &WaterfallView::currentRequestChanged, selection, &RunSelection::setCurrent);
    connect(selection, &RunSelection::currentChanged, m_waterfall, &WaterfallView::setCurrentRequest);
    m_waterfallHeader = new WaterfallHeader(m_controller->timeAxis());
    connect(m_waterfallHeader, &WaterfallHeader::modeChosen, m_waterfall, &WaterfallView::setMode);
    connect(m_waterfall, &WaterfallView::shownChanged, this, &ProgressPage::showAboutWaterfall);
    showAboutWaterfall();
    auto *card = new ChartCard(tr("Waterfall"), m_waterfallHeader, m_waterfall);
    card->setObjectName(QStringLiteral("waterfall"));
    return card;
}

void ProgressPage::setHint(const QString &text)
{
    m_chart->setHint(text);
}

bool ProgressPage::isByLane() const
{
    return m_waterfall->mode() == WaterfallMode::ByLane;
}

void ProgressPage::setByLane(bool isByLane)
{
    m_waterfallHeader->setMode(isByLane ? WaterfallMode::ByLane : WaterfallMode::ByRequest);
}

void ProgressPage::showProgress()
{
    m_progress->refresh();
    m_progressCard->setTitle(m_chart->isWhole() ? tr("Progress") : tr("In flight"));
    m_legend->setBands(m_chart->shownBands(), m_chart->shownCurves());
    m_legend->setFigures(m_chart->aboutInFlight(m_controller->figures().overlap));
}

void ProgressPage::refresh()
{
    showProgress();
    m_waterfall->followRun();
}

void ProgressPage::showPlanOfRun()
{
    makeRoomForRates();
    showProgress();
    showAboutWaterfall();
}

void ProgressPage::showAboutWaterfall()
{
    if (!m_controller->requests()->record()) {
        m_waterfallHeader->setAbout(tr("hatched: loop wait · ◄ slowest, × failed · scroll to zoom, drag to pan"),
                                    false);
        return;
    }
    const bool isWarning = isUnverified(m_controller->plan());
    QString about = m_waterfall->shownText();
    if (about.isEmpty())
        about = tr("%1 · hatched: loop wait · ◄ slowest, × failed · scroll to zoom, drag to pan")
                    .arg(countedRequests(m_controller->plan()));
    if (isWarning) // first, where it is not cut off
        about = tr("certificates not verified · %1").arg(about);
    m_waterfallHeader->setAbout(about, isWarning);
}

/// The rate chart of a run takes of the waterfall's height what it needs, where enough is left.
void ProgressPage::makeRoomForRates()
{
    constexpr int leastWaterfall = 150;
    const int wanted = heightOfProgress(m_progress->heightForRates());
    const QList<int> sizes = m_splitter->sizes();
    if (m_controller->rates().isOfUse() && sizes.at(0) < wanted && sizes.at(0) + sizes.at(1) - wanted >= leastWaterfall)
        giveProgress(wanted);
}

/// Asked for: even where the waterfall gets small by that, and the log goes.
void ProgressPage::showRates()
{
    const int wanted = heightOfProgress(m_progress->leastHeightForRates());
    const int leastOfBoth = wanted + m_splitter->widget(1)->minimumSizeHint().height();
    if (m_splitter->height() < leastOfBoth + m_splitter->handleWidth())
        Q_EMIT heightWanted();
    QMetaObject::invokeMethod(
        this, [this, wanted] { giveProgress(wanted); }, Qt::QueuedConnection); // once the layout has given the height
}

/// What the chart shows has to be seen, with the whole of its legend: it gives up its legible height only where the
/// waterfall has no more to give, and what can't be read at all is scrolled to.
void ProgressPage::keepChartLegible()
{
    const int waterfall = m_splitter->handleWidth() + m_splitter->widget(1)->minimumSizeHint().height();
    const int view = m_progress->minimumSizeHint().height();
    const int around = m_progressCard->layout()->minimumHeightForWidth(width()) - view;
    const int least = around + qMax(view, ProgressView::leastHeight);
    const int legible = around + qMax(view, ProgressView::legibleHeight);
    m_progressCard->setMinimumHeight(qBound(least, height() - waterfall, legible));
    setMinimumHeight(least + waterfall);
}

bool ProgressPage::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) // the legend has more or fewer lines
        keepChartLegible();
    return QWidget::event(event);
}

void ProgressPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    keepChartLegible();
}

/// Without the height that the chart has only where there is room for it, or by scrolling.
QSize ProgressPage::minimumSizeHint() const
{
    const QSize upper = m_progressCard->minimumSizeHint();
    const QSize lower = m_splitter->widget(1)->minimumSizeHint();
    return {qMax(upper.width(), lower.width()), upper.height() + m_splitter->handleWidth() + lower.height()};
}

/// With the title and the frame around the view.
int ProgressPage::heightOfProgress(int heightOfView) const
{
    return heightOfView + m_splitter->widget(0)->height() - m_progress->height();
}

void ProgressPage::giveProgress(int height)
{
    const QList<int> sizes = m_splitter->sizes();
    m_splitter->setSizes({height, sizes.at(0) + sizes.at(1) - height});
}

} // namespace fiftyfold
