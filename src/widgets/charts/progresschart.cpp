// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/progresschart.h"

#include "core/text/visibletext.h"
#include "models/base/roundstep.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/bandtext.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/hoverreadout.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>

#include <cmath>

namespace fiftyfold {

namespace {

constexpr int leastEdgeMargin = 9;

/// Above and below the plot: half of the label at that edge, which would not be painted if it were cut.
int edgeMargin(const QFont &font)
{
    return qMax(leastEdgeMargin, QFontMetrics(plotLabelFont(font)).height() / 2 + 1);
}

QString countLabel(double count)
{
    return QLocale(QLocale::English).toString(qint64(count));
}

} // namespace

ProgressChart::ProgressChart(const StageSeries &series, TimeAxis *axis, QWidget *parent)
    : QWidget(parent)
    , m_series(series)
    , m_axis(axis)
    , m_gestures(axis)
    , m_plot(new QCustomPlot(this))
    , m_readout(new HoverReadout(this))
    , m_hintLabel(new QLabel(this))
{
    setLayoutDirection(Qt::LeftToRight); // so does time
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Progress chart"));
    setProperty("showsFocusOnCard", true);
    m_hintLabel->setAlignment(Qt::AlignCenter);
    m_hintLabel->setWordWrap(true);
    m_hintLabel->setAttribute(Qt::WA_TransparentForMouseEvents);
    buildPlot();
    applyColours();
    connect(axis, &TimeAxis::rangeChanged, this, &ProgressChart::showRange);
    connect(axis, &TimeAxis::cursorChanged, this, &ProgressChart::showCursor);
    refresh();
    showRange();
}

void ProgressChart::buildPlot()
{
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setNotAntialiasedElements(QCP::aeAll); // steps are straight
    m_plot->setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    placePlot();
    m_plot->addLayer(QStringLiteral("gridAbove"), m_plot->layer(QStringLiteral("main")));
    m_plot->addLayer(QStringLiteral("cursor"), m_plot->layer(QStringLiteral("overlay")));
    m_cursorLayer = m_plot->layer(QStringLiteral("cursor"));
    m_cursorLayer->setMode(QCPLayer::lmBuffered); // so that moving the mouse repaints two lines, not the chart

    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickPen(Qt::NoPen);
        axis->setSubTicks(false);
        axis->setBasePen(Qt::NoPen);
        axis->grid()->setLayer(QStringLiteral("gridAbove"));
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    }
    m_plot->xAxis->setTickLabels(false); // the waterfall below carries them
    m_plot->yAxis->setTickLabelPadding(plotLabelGap);

    // Each graph is filled down to the axis, and those of lower bands are painted over those of higher ones.
    for (std::size_t i = StageSeries::bandCount; i-- > 0;) {
        QCPGraph *graph = m_plot->addGraph();
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setPen(Qt::NoPen);
        graph->setVisible(false);
        m_graphs[i] = graph;
    }
    m_nowLine = new QCPItemStraightLine(m_plot);
    m_hoverLine = new QCPItemStraightLine(m_plot);
    for (QCPItemStraightLine *line : {m_nowLine, m_hoverLine}) {
        line->setLayer(m_cursorLayer);
        line->setVisible(false);
        line->point1->setTypeX(QCPItemPosition::ptPlotCoords);
        line->point2->setTypeX(QCPItemPosition::ptPlotCoords);
    }
}

void ProgressChart::placePlot()
{
    const int edge = edgeMargin(font());
    m_plot->axisRect()->setMargins(QMargins(leftMargin(), edge, plotRightMargin, edge));
}

void ProgressChart::applyColours()
{
    const StageColours colours(palette());
    m_plot->setBackground(colours.card);
    for (std::size_t i = 0; i < m_graphs.size(); ++i)
        m_graphs[i]->setBrush(colours.of(static_cast<StageSeries::Band>(i)));
    const QFont small = plotLabelFont(font());
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->grid()->setPen(QPen(colours.grid, 1));
        axis->setTickLabelColor(colours.mutedText);
        axis->setTickLabelFont(small);
    }
    m_nowLine->setPen(QPen(colours.now, 1.6));
    m_hoverLine->setPen(QPen(colours.cursor, 1, Qt::DashLine));
    QPalette hintPalette = palette();
    hintPalette.setColor(QPalette::WindowText, colours.mutedText);
    m_hintLabel->setPalette(hintPalette);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void ProgressChart::setHint(const QString &text)
{
    m_hintLabel->setText(visibleText(text));
    m_hintLabel->setVisible(isEmpty());
}

void ProgressChart::refresh()
{
    placePlot();
    m_hintLabel->setVisible(isEmpty());
    if (isEmpty()) {
        for (QCPGraph *graph : m_graphs) {
            graph->data()->clear();
            graph->setVisible(false);
        }
        m_shownCount = 0;
        m_plot->yAxis->setRange(0, 1);
        m_plot->yAxis->setTickLabels(false);
        m_plot->xAxis->grid()->setVisible(false);
        m_plot->yAxis->grid()->setVisible(false);
        setAccessibleDescription(tr("No run yet"));
        Q_EMIT shownBandsChanged();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
        return;
    }
    const double now = m_axis->nowNs().value_or(0);
    // Zoomed in, all the detail that there is; otherwise no more points than pixels.
    const std::size_t most =
        m_axis->isFollowing() ? std::size_t(qBound(64, width(), int(StageSeries::binLimit))) : StageSeries::binLimit;
    const std::vector<StageSeries::Level> levels = m_series.levels(qint64(now), most);
    std::array<QVector<QCPGraphData>, StageSeries::bandCount> edges;
    for (std::size_t band = 0; band < edges.size(); ++band) {
        if (m_series.hasBand(static_cast<StageSeries::Band>(band)))
            edges[band].reserve(qsizetype(levels.size()));
    }
    for (const StageSeries::Level &level : levels) {
        quint64 sum = 0;
        for (std::size_t band = 0; band < edges.size(); ++band) {
            sum += level.count[band];
            if (m_series.hasBand(static_cast<StageSeries::Band>(band)))
                edges[band].append(QCPGraphData(level.timeNs, double(sum)));
        }
    }
    for (std::size_t band = 0; band < edges.size(); ++band) {
        m_graphs[band]->setVisible(!edges[band].isEmpty());
        m_graphs[band]->data()->set(edges[band], true);
    }

    const double requests = m_series.requests();
    const int labelHeight = QFontMetrics(plotLabelFont(font())).height();
    const int plotHeight = height() - 2 * edgeMargin(font());
    const double step = roundStep(requests, qBound(1, plotHeight / (labelHeight + plotLabelGap), 5));
    auto ticker = m_plot->yAxis->ticker().staticCast<QCPAxisTickerText>();
    ticker->clear();
    for (double tick = 0; tick <= requests; tick += step)
        ticker->addTick(tick, countLabel(tick));
    const double above = std::fmod(requests, step);
    if (above >= step / 2 && above / requests * plotHeight >= labelHeight) // the top is worth a label where it has room
        ticker->addTick(requests, countLabel(requests));
    m_plot->yAxis->setTickLabels(true);
    m_plot->xAxis->grid()->setVisible(true);
    m_plot->yAxis->grid()->setVisible(true);
    m_plot->yAxis->setRange(0, requests);
    m_plot->replot(QCustomPlot::rpQueuedReplot);

    const std::size_t shown = shownBands().size();
    if (shown != m_shownCount) {
        m_shownCount = shown;
        Q_EMIT shownBandsChanged();
    }
    if (QAccessible::isActive() && !levels.empty()) {
        QStringList parts;
        for (std::size_t band = 0; band < edges.size(); ++band) {
            if (levels.back().count[band] > 0)
                parts.append(QStringLiteral("%1 %2")
                                 .arg(bandName(static_cast<StageSeries::Band>(band)))
                                 .arg(levels.back().count[band]));
        }
        setAccessibleDescription(parts.join(QLatin1String(", ")));
    }
    placeCursor(); // painted with the plot
}

std::vector<StageSeries::Band> ProgressChart::shownBands() const
{
    // In the order in which a request goes through them.
    std::vector<StageSeries::Band> bands;
    for (std::size_t i = StageSeries::bandCount; i-- > 0;) {
        const auto band = static_cast<StageSeries::Band>(i);
        if (m_series.hasBand(band))
            bands.push_back(band);
    }
    // hasBand counts what occurred; the outcomes belong last, done first among them.
    const auto done = std::find(bands.begin(), bands.end(), StageSeries::Band::Done);
    if (done != bands.end()) {
        bands.erase(done);
        const auto outcome = std::find_if(bands.begin(), bands.end(), [](StageSeries::Band band) {
            return band == StageSeries::Band::Cancelled || band == StageSeries::Band::Failed;
        });
        bands.insert(outcome, StageSeries::Band::Done);
    }
    return bands;
}

int ProgressChart::pointCount(StageSeries::Band band) const
{
    const QCPGraph *graph = m_graphs[static_cast<std::size_t>(band)];
    return graph->visible() ? graph->dataCount() : 0;
}

void ProgressChart::showRange()
{
    m_plot->xAxis->setRange(m_axis->beginNs(), m_axis->endNs());
    auto ticker = m_plot->xAxis->ticker().staticCast<QCPAxisTickerText>();
    ticker->clear();
    const std::vector<TimeScale::Tick> ticks = ticksFor(timeScale(), font());
    for (const TimeScale::Tick &tick : ticks)
        ticker->addTick(tick.timeNs, tick.label);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void ProgressChart::showCursor()
{
    placeCursor();
    if (isVisible())
        m_cursorLayer->replot();
}

void ProgressChart::placeCursor()
{
    const auto place = [](QCPItemStraightLine *line, std::optional<double> time) {
        line->setVisible(time.has_value());
        if (time) {
            line->point1->setCoords(*time, 0);
            line->point2->setCoords(*time, 1);
        }
    };
    place(m_nowLine, isEmpty() ? std::nullopt : m_axis->nowNs());
    place(m_hoverLine, isEmpty() ? std::nullopt : m_axis->hoverNs());
    const std::optional<double> hover = m_axis->hoverNs();
    if (hover && !isEmpty() && *hover <= m_axis->nowNs().value_or(0)) {
        StageSeries::Level level = m_series.levelAt(qint64(*hover));
        level.timeNs = *hover;
        m_readout->showLevel(level, QPoint(int(timeScale().xOf(*hover)), 4));
    } else {
        m_readout->hide();
    }
}

QSize ProgressChart::minimumSizeHint() const
{
    return QSize(240, 48);
}

void ProgressChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyColours();
    if (event->type() == QEvent::FontChange) {
        refresh();
        showRange();
    }
}

void ProgressChart::keyPressEvent(QKeyEvent *event)
{
    if (!m_gestures.pressKey(event, timeScale()))
        QWidget::keyPressEvent(event);
}

void ProgressChart::leaveEvent(QEvent *event)
{
    m_gestures.leave();
    QWidget::leaveEvent(event);
}

void ProgressChart::mouseDoubleClickEvent(QMouseEvent *)
{
    m_axis->fit();
}

void ProgressChart::mouseMoveEvent(QMouseEvent *event)
{
    m_gestures.move(event, timeScale());
}

void ProgressChart::mousePressEvent(QMouseEvent *event)
{
    m_gestures.press(event);
}

void ProgressChart::mouseReleaseEvent(QMouseEvent *event)
{
    m_gestures.release(event);
}

void ProgressChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
    m_hintLabel->setGeometry(rect().adjusted(20, 0, -20, 0));
    refresh();
    showRange();
}

void ProgressChart::wheelEvent(QWheelEvent *event)
{
    m_gestures.turnWheel(event, timeScale());
    event->accept();
}

void ProgressChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    parentWidget()->update(); // the card draws the focus
}

void ProgressChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    parentWidget()->update();
}

} // namespace fiftyfold
