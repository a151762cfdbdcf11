// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/progresspage.h"

#include "core/plan/planproblems.h"
#include "models/run/loadwording.h"
#include "widgets/base/mutedlabel.h"
#include "widgets/charts/bandlegend.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/progresschart.h"
#include "widgets/charts/progressview.h"
#include "widgets/charts/waterfallview.h"
#include "widgets/run/runcontroller.h"

#include <QSplitter>
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
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({200, 400});
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
    m_progressCard = new ChartCard(QString(), m_legend, m_progress);
    showProgress();
    return m_progressCard;
}

QWidget *ProgressPage::waterfallCard()
{
    m_waterfall = new WaterfallView(m_controller->requests(), m_controller->timeAxis());
    m_waterfall->setHint(
        tr("Each request will be a row here, from left to right in time: waiting, receiving, wrapping, "
           "saving, deleting."));
    RunSelection *selection = m_controller->selection();
    connect(m_waterfall, &WaterfallView::currentRowChanged, selection, &RunSelection::setCurrent);
    connect(selection, &RunSelection::currentChanged, m_waterfall, &WaterfallView::setCurrentRow);
    m_waterfallAbout = new MutedLabel(tr("row = one request · hatched: loop wait · scroll to zoom, drag to pan"));
    return new ChartCard(tr("Waterfall"), m_waterfallAbout, m_waterfall);
}

void ProgressPage::setHint(const QString &text)
{
    m_chart->setHint(text);
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
    QString about = countedRequests(m_controller->plan());
    const bool isWarning = isUnverified(m_controller->plan());
    if (isWarning)
        about = tr("%1 · certificates not verified").arg(about);
    m_waterfallAbout->setText(tr("%1 · hatched: loop wait · scroll to zoom, drag to pan").arg(about));
    m_waterfallAbout->setWarning(isWarning);
}

/// The rate chart of a run takes of the waterfall's height what it needs, where enough is left.
void ProgressPage::makeRoomForRates()
{
    constexpr int leastWaterfall = 150;
    const QWidget *card = m_splitter->widget(0);
    const int wanted = m_progress->heightForRates() + card->height() - m_progress->height();
    QList<int> sizes = m_splitter->sizes();
    const int left = sizes.at(0) + sizes.at(1) - wanted;
    if (m_controller->rates().isOfUse() && sizes.at(0) < wanted && left >= leastWaterfall)
        m_splitter->setSizes({wanted, left});
}

} // namespace fiftyfold
