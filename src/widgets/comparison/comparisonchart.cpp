// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonchart.h"

#include "core/text/numberlocale.h"
#include "core/text/visibletext.h"
#include "models/base/roundstep.h"
#include "models/base/timescale.h"
#include "models/comparison/comparisonmodel.h"
#include "models/comparison/comparisonwording.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/plotaxes.h"
#include "widgets/comparison/comparisoncolours.h"

#include <QHelpEvent>
#include <QLabel>
#include <QToolTip>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr std::chrono::milliseconds frame(16);
constexpr QMargins plotMargins(57, 8, 32, 24);
constexpr double leastValueTickSpacing = 90;
constexpr double nsPerMs = 1e6;

/// The next time at or above `ms` that people would call round.
double roundEnd(double ms)
{
    const double power = std::pow(10.0, std::floor(std::log10(ms)));
    for (const double factor : {1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (factor * power >= ms)
            return factor * power;
    }
    return 10 * power;
}

/// Points may stand for more requests than one.
double countAt(const ComparisonResult &result, std::size_t points)
{
    return double(points) * double(result.done) / double(qMax<std::size_t>(1, result.doneMs.size()));
}

} // namespace

ComparisonChart::ComparisonChart(const ComparisonModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_plot(new QCustomPlot(this))
    , m_hintLabel(new QLabel(this))
{
    setLayoutDirection(Qt::LeftToRight); // so does time
    setAccessibleName(tr("Requests done over time"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_hintLabel->setAlignment(Qt::AlignCenter);
    m_hintLabel->setWordWrap(true);
    m_hintLabel->setAttribute(Qt::WA_TransparentForMouseEvents);
    buildPlot();
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(frame);
    connect(&m_refreshTimer, &QTimer::timeout, this, &ComparisonChart::refresh);
    connect(model, &QAbstractItemModel::dataChanged, this, [this] {
        if (!m_refreshTimer.isActive())
            m_refreshTimer.start();
    });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_currentRow = -1;
        makeGraphs();
        refresh();
    });
    makeGraphs();
    refresh();
}

void ComparisonChart::buildPlot()
{
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setNotAntialiasedElements(QCP::aeAll); // steps are straight
    m_plot->setPlottingHints(QCP::phCacheLabels);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setMargins(plotMargins);
    m_plot->addLayer(QStringLiteral("current"), m_plot->layer(QStringLiteral("main")));
    makeAxesCalm(*m_plot);
    m_plot->yAxis->setTickLabelPadding(8);
    m_plot->xAxis->setTickLabelPadding(5);
}

void ComparisonChart::makeGraphs()
{
    m_plot->clearGraphs();
    m_graphs.clear();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QCPGraph *graph = m_plot->addGraph();
        graph->setLineStyle(QCPGraph::lsStepLeft);
        m_graphs.push_back(graph);
    }
    applyColours();
}

void ComparisonChart::setRequests(quint32 requests)
{
    if (m_requests == requests)
        return;
    m_requests = requests;
    showTicks();
}

void ComparisonChart::setHint(const QString &text)
{
    m_hintLabel->setText(visibleText(text));
}

void ComparisonChart::setShowingAll(bool isShowingAll)
{
    if (m_isShowingAll == isShowingAll)
        return;
    m_isShowingAll = isShowingAll;
    refresh();
}

void ComparisonChart::setCurrentRow(int row)
{
    if (m_currentRow == row)
        return;
    m_currentRow = row;
    applyColours();
}

void ComparisonChart::setPlain(bool isPlain)
{
    m_isPlain = isPlain;
    applyColours();
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

int ComparisonChart::pointCount(int row) const
{
    return row >= 0 && row < int(m_graphs.size()) ? m_graphs[std::size_t(row)]->dataCount() : 0;
}

void ComparisonChart::refresh()
{
    m_refreshTimer.stop();
    m_concurrentEndMs = 0;
    m_wholeEndMs = 0;
    for (int row = 0; row < int(m_graphs.size()); ++row) {
        const ComparisonResult &result = m_model->result(row);
        if (result.doneMs.empty())
            continue;
        const double end = result.doneMs.back();
        m_wholeEndMs = qMax(m_wholeEndMs, end);
        if (result.isConcurrent)
            m_concurrentEndMs = qMax(m_concurrentEndMs, end);
    }
    m_hasCurves = m_wholeEndMs > 0;
    showRange();
    for (int row = 0; row < int(m_graphs.size()); ++row)
        showCurve(row);
    m_hintLabel->setVisible(!m_hasCurves);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

/// "Sequential: 50 done after 5.02 s; Async: 50 done after 0.11 s"
QString ComparisonChart::spokenText() const
{
    if (!m_hasCurves)
        return m_hintLabel->text();
    QStringList parts;
    for (int row = 0; row < int(m_graphs.size()); ++row) {
        const ComparisonResult &result = m_model->result(row);
        if (!result.doneMs.empty())
            parts.append(tr("%1: %2 done after %3")
                             .arg(m_model->subjects()[row].label, numberLocale().toString(result.done),
                                  comparisonTimeText(result.doneMs.back())));
    }
    return parts.join(QLatin1String("; "));
}

/// From nothing done at the start, up a step with each request, and level to the end of the chart.
void ComparisonChart::showCurve(int row)
{
    const ComparisonResult &result = m_model->result(row);
    QVector<QCPGraphData> points;
    if (!result.doneMs.empty()) {
        points.reserve(qsizetype(result.doneMs.size()) + 2);
        points.append(QCPGraphData(0, 0));
        for (std::size_t i = 0; i < result.doneMs.size(); ++i)
            points.append(QCPGraphData(double(result.doneMs[i]), countAt(result, i + 1)));
        points.append(QCPGraphData(qMax(m_endMs, double(result.doneMs.back())), double(result.done)));
    }
    m_graphs[std::size_t(row)]->data()->set(points, true);
}

void ComparisonChart::showRange()
{
    const double shown = m_isShowingAll || m_concurrentEndMs <= 0 ? m_wholeEndMs : m_concurrentEndMs;
    m_endMs = m_hasCurves ? roundEnd(shown * 1.03) : 0;
    showTicks();
    Q_EMIT rangeChanged();
}

void ComparisonChart::showTicks()
{
    auto xTicker = m_plot->xAxis->ticker().staticCast<QCPAxisTickerText>();
    auto yTicker = m_plot->yAxis->ticker().staticCast<QCPAxisTickerText>();
    xTicker->clear();
    yTicker->clear();
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLabels(m_hasCurves);
        axis->grid()->setVisible(m_hasCurves);
    }
    const double top = qMax(1.0, double(m_requests));
    m_plot->xAxis->setRange(0, qMax(1.0, m_endMs));
    m_plot->yAxis->setRange(0, top * 1.02); // the last step is seen whole
    if (m_hasCurves) {
        TimeScale scale;
        scale.endNs = m_endMs * nsPerMs;
        scale.width = qMax(1, width() - plotMargins.left() - plotMargins.right());
        for (const TimeScale::Tick &tick : scale.ticks(leastValueTickSpacing))
            xTicker->addTick(tick.timeNs / nsPerMs, tick.label);
        const double step = roundStep(top, qBound(1, (height() - 32) / 26, 5));
        for (double tick = 0; tick <= top; tick += step)
            yTicker->addTick(tick, numberLocale().toString(qint64(tick)));
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void ComparisonChart::applyColours()
{
    const StageColours colours(palette());
    colourAxes(*m_plot, palette(), font());
    for (int row = 0; row < int(m_graphs.size()); ++row) {
        const QString name = m_model->index(row, 0).data(ComparisonModel::ColourNameRole).toString();
        QCPGraph *graph = m_graphs[std::size_t(row)];
        const bool isCurrent = row == m_currentRow && !m_isPlain;
        graph->setPen(QPen(comparisonColour(name, palette()), isCurrent ? 3.2 : 1.8, comparisonPenStyle(name)));
        graph->setLayer(isCurrent ? QStringLiteral("current") : QStringLiteral("main"));
    }
    QPalette hintPalette = palette();
    hintPalette.setColor(QPalette::WindowText, colours.mutedText);
    m_hintLabel->setPalette(hintPalette);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

/// "0.118 s: Async 50, Go goroutines 35"
QString ComparisonChart::textAt(double ms) const
{
    QStringList parts;
    for (int row = 0; row < int(m_graphs.size()); ++row) {
        const ComparisonResult &result = m_model->result(row);
        if (result.doneMs.empty())
            continue;
        const auto after = std::upper_bound(result.doneMs.begin(), result.doneMs.end(), float(ms));
        const double count = countAt(result, std::size_t(after - result.doneMs.begin()));
        parts.append(QStringLiteral("%1 %2").arg(m_model->subjects()[row].label, QString::number(qRound64(count))));
    }
    return tr("%1: %2").arg(comparisonTimeText(ms), parts.join(QLatin1String(", ")));
}

QSize ComparisonChart::sizeHint() const
{
    return {600, minimumSizeHint().height()}; // what is left; the rows above come first
}

QSize ComparisonChart::minimumSizeHint() const
{
    return {300, 70}; // where a message opens above, the rows stay whole
}

bool ComparisonChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const double ms = m_plot->xAxis->pixelToCoord(help->pos().x());
    if (m_hasCurves && ms >= 0 && ms <= m_endMs)
        QToolTip::showText(help->globalPos(), plainToolTip(textAt(ms)), this);
    else
        QToolTip::hideText();
    return true;
}

void ComparisonChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyColours();
}

void ComparisonChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
    m_hintLabel->setGeometry(rect().adjusted(20, 0, -20, 0));
    showTicks();
}

} // namespace fiftyfold
