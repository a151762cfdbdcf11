// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/latencypage.h"

#include "models/run/latencylimit.h"
#include "widgets/base/childwidgets.h"
#include "widgets/base/mutedlabel.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/chartlegend.h"
#include "widgets/charts/histogramchart.h"
#include "widgets/charts/latencychart.h"
#include "widgets/charts/percentilechart.h"
#include "widgets/charts/scaleswitch.h"
#include "widgets/run/baselinecard.h"
#include "widgets/run/figurestable.h"
#include "widgets/run/runbaseline.h"
#include "widgets/run/runcontroller.h"
#include "widgets/run/targetscard.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>

namespace fiftyfold {

namespace {

constexpr qint64 drawIntervalMs = 100;
constexpr qint64 spreadIntervalMs = 250;
constexpr qint64 describeIntervalMs = 1'000;
constexpr int leastWideWidth = 900;   ///< For three cards beside each other, px.
constexpr int leastMiddleWidth = 640; ///< For two.
constexpr int leastWidth = 320;
constexpr int legendMargin = 13; ///< As the title has it.

/// What stands beside a card's title: something that fills, and something at the end.
QWidget *asideOf(QWidget *first, QWidget *last)
{
    auto *aside = new QWidget;
    auto *layout = new QHBoxLayout(aside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(first, 1);
    layout->addWidget(last);
    return aside;
}

} // namespace

LatencyPage::LatencyPage(RunController *controller, RunBaseline *baseline, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_baseline(baseline)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    m_cards = {overTimeCard(), percentilesCard(), histogramCard(), tableCard()};
    m_targetsCard = new TargetsCard(controller);
    connect(m_targetsCard, &TargetsCard::targetChosen, this, &LatencyPage::targetChosen);
    m_baselineCard = new BaselineCard(baseline);
    arrange();
    showHint();
    showKinds();
    showBaseline();
    connect(baseline, &RunBaseline::changed, this, &LatencyPage::showBaseline);
    connect(baseline, &RunBaseline::compared, this, &LatencyPage::fit);
    connect(controller, &RunController::judged, this, &LatencyPage::showLimits);
    connect(controller, &RunController::prepared, this, &LatencyPage::showHint);
    connect(controller, &RunController::prepared, this, &LatencyPage::refreshSpreads);
    connect(controller, &RunController::prepared, this, &LatencyPage::fit); // targets come and go
    connect(controller, &RunController::summarised, this, &LatencyPage::fit);
    connect(controller, &RunController::pickedSpreadsChanged, this, &LatencyPage::showPicked);
    connect(controller, &RunController::summarised, this, [this] {
        if (isVisible())
            refresh();
    });
}

LatencyPage::~LatencyPage()
{
    deleteChildWidgets(*this);
}

QWidget *LatencyPage::overTimeCard()
{
    m_timeLegend = new ChartLegend;
    m_overTime = new LatencyChart(m_controller->latencyPoints(), m_controller->requests(), m_controller->timeAxis(),
                                  m_controller->selection());
    m_overTime->setMinimumHeight(120);
    auto *scale = new ScaleSwitch(tr("Scale of response times over time"));
    connect(scale, &ScaleSwitch::logChosen, m_overTime, &LatencyChart::setLog);
    auto *card = new ChartCard(tr("Response time over time"), asideOf(m_timeLegend, scale), m_overTime);
    card->setObjectName(QStringLiteral("response-times"));
    return card;
}

QWidget *LatencyPage::percentilesCard()
{
    m_curveLegend = new ChartLegend;
    m_curve = new PercentileChart(m_spreads, m_controller->selection());
    m_curve->setMinimumHeight(130);
    auto *scale = new ScaleSwitch(tr("Scale of percentiles"));
    connect(scale, &ScaleSwitch::logChosen, m_curve, &PercentileChart::setLog);
    scale->setLog(true);      // what the slowest take is many times what most take
    auto *view = new QWidget; // one of three beside each other has no room for the legend beside its title
    auto *layout = new QVBoxLayout(view);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *legend = new QHBoxLayout;
    legend->setContentsMargins(legendMargin, 0, legendMargin, 0);
    legend->addWidget(m_curveLegend);
    layout->addLayout(legend);
    layout->addWidget(m_curve, 1);
    auto *card = new ChartCard(tr("Percentiles"), asideOf(new QWidget, scale), view);
    card->setObjectName(QStringLiteral("percentiles"));
    return card;
}

QWidget *LatencyPage::histogramCard()
{
    m_histogram = new HistogramChart(m_spreads, m_controller->selection());
    m_histogram->setMinimumHeight(130);
    m_histogramTime = new QComboBox;
    m_histogramTime->setAccessibleName(tr("Time in the histogram"));
    for (const LatencyTime time : allLatencyTimes)
        m_histogramTime->addItem(latencyTimeName(time), static_cast<int>(time));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    m_histogramTime->setFont(small);
    m_histogramTime->setMaximumHeight(m_histogramTime->fontMetrics().height() + 8);
    connect(m_histogramTime, &QComboBox::currentIndexChanged, this, [this] {
        m_histogram->setTime(static_cast<LatencyTime>(m_histogramTime->currentData().toInt()));
        describe();
    });
    auto *unit = new MutedLabel(tr("count, log"));
    unit->setFont(small);
    auto *aside = new QWidget;
    auto *layout = new QHBoxLayout(aside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_histogramTime);
    layout->addStretch(1);
    layout->addWidget(unit);
    auto *card = new ChartCard(tr("Histogram"), aside, m_histogram);
    card->setObjectName(QStringLiteral("histogram"));
    return card;
}

QWidget *LatencyPage::tableCard()
{
    auto *content = new QWidget;
    m_remark = new MutedLabel;
    m_remark->setWordWrap(true);
    m_remark->setContentsMargins(9, 0, 9, 0);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    m_remark->setFont(small);
    m_picked = new MutedLabel;
    m_picked->setWordWrap(true);
    m_picked->setContentsMargins(9, 0, 9, 0);
    m_picked->setFont(small);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(2);
    layout->addWidget(new FiguresTable(&m_percentiles, tr("Percentiles in figures"),
                                       [this](const QList<int> &rows) { return m_percentiles.toText(rows); }));
    layout->addWidget(m_remark);
    layout->addWidget(m_picked);
    layout->addStretch(1);
    return new ChartCard(tr("In figures"), new QWidget, content);
}

/// Three beside each other, or two and the table below, or one below the other.
void LatencyPage::arrange()
{
    const int columns = width() >= leastWideWidth ? 3 : width() >= leastMiddleWidth ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (QWidget *card : std::as_const(m_cards))
        m_grid->removeWidget(card);
    m_grid->removeWidget(m_targetsCard);
    m_grid->removeWidget(m_baselineCard);
    constexpr int allColumns = 6;
    m_grid->addWidget(m_cards.first(), 0, 0, 1, allColumns);
    const int span = allColumns / columns;
    for (int i = 1; i < m_cards.size(); ++i) {
        const bool isAlone = columns == 2 && i == 3;
        m_grid->addWidget(m_cards.at(i), 1 + (i - 1) / columns, (i - 1) % columns * span, 1,
                          isAlone ? allColumns : span);
    }
    m_grid->addWidget(m_targetsCard, int(m_cards.size()), 0, 1, allColumns);
    m_grid->addWidget(m_baselineCard, int(m_cards.size()) + 1, 0, 1, allColumns);
    for (int column = 0; column < allColumns; ++column)
        m_grid->setColumnStretch(column, 1);
    m_grid->setRowStretch(0, 5);
    for (int row = 1; row < m_cards.size(); ++row)
        m_grid->setRowStretch(row, row <= 3 / columns ? 6 : 0);
    fit();
}

/// Not as wide as these columns need: it is arranged in fewer before that.
void LatencyPage::fit()
{
    m_grid->invalidate();
    setMinimumSize(leastWidth, m_grid->minimumSize().height());
}

void LatencyPage::showBaseline()
{
    const RunBaseline::Drawn *drawn = m_baseline->drawn();
    m_curve->setBaseline(drawn ? &drawn->spreads : nullptr);
    m_overTime->setBaseline(drawn ? &drawn->points : nullptr, drawn ? drawn->run.record.get() : nullptr);
    showKinds();
    describe();
    fit();
}

void LatencyPage::refresh()
{
    const bool isBusy = m_controller->isBusy();
    const auto isDue = [isBusy](const QElapsedTimer &since, qint64 interval) {
        return !isBusy || !since.isValid() || since.hasExpired(interval);
    };
    if (isDue(m_drawn, drawIntervalMs)) {
        m_drawn.start();
        m_overTime->refresh();
    }
    if (isDue(m_spread, spreadIntervalMs))
        refreshSpreads();
    if (isDue(m_described, describeIntervalMs))
        describe();
}

void LatencyPage::refreshSpreads()
{
    m_spread.start();
    m_spreads = m_controller->latencySpreads();
    m_percentiles.setSpreads(m_spreads);
    m_remark->setText(m_percentiles.remark());
    m_curve->refresh();
    showPicked();
    showKinds();
}

void LatencyPage::showHint()
{
    if (!m_controller->record())
        m_overTime->setHint(tr("No run yet: how long each request takes will be shown here."));
    else if (!m_controller->hasRequests())
        m_overTime->setHint(tr("This run tells nothing of each request."));
    else
        m_overTime->setHint(tr("No request is done, and none has failed."));
}

void LatencyPage::showPicked()
{
    const std::optional<LatencySpreads> &picked = m_controller->pickedSpreads();
    m_histogram->setPicked(picked ? &*picked : nullptr);
    m_picked->setText(!picked             ? QString()
                      : picked->isEmpty() ? tr("picked: none")
                                          : tr("picked: %1").arg(spokenSpread(*picked, LatencyTime::Response)));
}

/// What the legends have, and which times there are.
void LatencyPage::showKinds()
{
    using Mark = ChartLegend::Mark;
    const StageColours colours(palette());
    const QColor response = colours.of(Stage::Receive);
    const QColor service = colours.of(Stage::Tls);
    const bool isOpen = m_spreads.isOpen;
    std::vector<ChartLegend::Entry> overTime = {
        {Mark::Dot, isOpen ? tr("response, at its due time") : tr("response, at its start"), response}};
    std::vector<ChartLegend::Entry> curve = {{Mark::Line, tr("response"), response}};
    if (isOpen) {
        overTime.push_back({Mark::Dot, tr("service"), service});
        curve.push_back({Mark::Line, tr("service"), service});
    }
    if (m_controller->latencyPoints().hasFailed())
        overTime.push_back({Mark::Cross, tr("failed"), colours.error});
    if (const RunBaseline::Drawn *drawn = m_baseline->drawn(); drawn && !drawn->spreads.isEmpty()) {
        curve.push_back({Mark::Dashes, tr("baseline"), colours.mutedText});
        if (!drawn->points.isEmpty())
            overTime.push_back({Mark::Dot, tr("baseline"), colours.mutedText});
    }
    m_timeLegend->setEntries(overTime);
    m_curveLegend->setEntries(curve);
    m_histogramTime->setEnabled(isOpen);
    if (!isOpen)
        m_histogramTime->setCurrentIndex(0);
}

void LatencyPage::showLimits()
{
    const std::vector<LatencyLimit> limits = latencyLimitsOf(m_controller->expectations());
    m_overTime->setLimits(limits);
    m_curve->setLimits(limits);
    m_histogram->setLimits(limits);
}

void LatencyPage::describe()
{
    m_described.start();
    const QString responses = spokenSpread(m_spreads, LatencyTime::Response);
    const RunBaseline::Drawn *drawn = m_baseline->drawn();
    const QString withBaseline = drawn ? responses + QLatin1Char('\n') +
                                             tr("Baseline: %1").arg(spokenSpread(drawn->spreads, LatencyTime::Response))
                                       : responses;
    m_overTime->setAccessibleDescription(withBaseline);
    m_curve->setAccessibleDescription(withBaseline);
    m_histogram->setAccessibleDescription(
        spokenSpread(m_spreads, static_cast<LatencyTime>(m_histogramTime->currentData().toInt())));
}

void LatencyPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_timeLegend && m_histogramTime)
        showKinds();
}

void LatencyPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace fiftyfold
