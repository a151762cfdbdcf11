// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/sweepplot.h"

#include "core/plan/strategytraits.h"
#include "core/text/visibletext.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/plotaxes.h"
#include "widgets/charts/timegestures.h"
#include "widgets/comparison/comparisoncolours.h"

#include <QLabel>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiftyfold {

namespace {

constexpr int sweepLeftMargin = 64;
constexpr int sweepRightMargin = 18;
constexpr int sweepTopMargin = 8;
constexpr int axisNameGap = 2;
constexpr float bandOpacity = 0.18F;
constexpr double curveWidth = 1.8;
constexpr double dotSize = 6;
constexpr double kneeSize = 11;

const char *nameOf(SweepFigure figure)
{
    switch (figure) {
    case SweepFigure::Throughput:
        return QT_TRANSLATE_NOOP("fiftyfold::SweepPlot", "Throughput");
    case SweepFigure::Response:
        return QT_TRANSLATE_NOOP("fiftyfold::SweepPlot", "Response time, mean");
    case SweepFigure::Cost:
        break;
    }
    return QT_TRANSLATE_NOOP("fiftyfold::SweepPlot", "Processor time a request");
}

} // namespace

QColor sweepCurveColour(const Sweep &sweep, std::size_t curve, const QPalette &palette)
{
    const QString &name = sweep.curves[curve].name;
    const bool isStrategy = findStrategy(name) != nullptr;
    return comparisonColour(isStrategy ? name : comparisonSpareName(curve), palette);
}

double SweepPlot::Range::share(double value) const
{
    return std::log(value / least) / std::log(most / least);
}

SweepPlot::SweepPlot(SweepFigure figure, QWidget *parent)
    : QWidget(parent)
    , m_figure(figure)
    , m_plot(new QCustomPlot(this))
    , m_readout(new HoverReadout(this))
    , m_hintLabel(new QLabel(this))
{
    setLayoutDirection(Qt::LeftToRight); // so does the axis
    setAccessibleName(tr(nameOf(figure)));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("showsFocusOnCard", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_hintLabel->setAlignment(Qt::AlignCenter);
    m_hintLabel->setWordWrap(true);
    m_hintLabel->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hintLabel->setForegroundRole(QPalette::PlaceholderText);
    buildPlot();
    addChartCopyMenu(this, [this] { return numbers(); });
    refresh();
}

void SweepPlot::buildPlot()
{
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setPlottingHints(QCP::phCacheLabels);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->addLayer(QStringLiteral("cursor"), m_plot->layer(QStringLiteral("overlay")));
    m_plot->layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered);
    makeAxesCalm(*m_plot);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis})
        axis->setScaleType(QCPAxis::stLogarithmic);
    m_plot->yAxis->setTickLabelPadding(plotLabelGap);
    m_plot->xAxis->setTickLabelPadding(3);
    m_cursorLine = new QCPItemStraightLine(m_plot);
    m_cursorLine->setLayer(QStringLiteral("cursor"));
    for (QCPItemPosition *point : {m_cursorLine->point1, m_cursorLine->point2})
        point->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_cursorLine->point2->setCoords(1, 1);
    m_cursorLine->setVisible(false);
}

void SweepPlot::setSweep(std::shared_ptr<const Sweep> sweep)
{
    m_sweep = std::move(sweep);
    refresh();
}

void SweepPlot::setHint(const QString &text)
{
    m_hintLabel->setText(visibleText(text));
}

/// The values, and what they are of.
int SweepPlot::bottomMargin() const
{
    const int line = QFontMetrics(plotLabelFont(font())).height();
    return line + plotLabelGap + (m_isNamingValues ? line + axisNameGap : 0);
}

/// As it will be once the plot has its size: QCustomPlot's own follows later.
double SweepPlot::plotHeight() const
{
    return std::max(1, height() - sweepTopMargin - bottomMargin());
}

double SweepPlot::leastTickSpacing() const
{
    return QFontMetrics(plotLabelFont(font())).height() + 4;
}

void SweepPlot::setNamingValues(bool isNaming)
{
    m_isNamingValues = isNaming;
    refresh();
}

void SweepPlot::clear()
{
    for (QCPAbstractItem *item : m_items)
        m_plot->removeItem(item);
    m_items.clear();
    m_plot->clearGraphs();
    m_curveCount = 0;
    m_kneeCount = 0;
}

void SweepPlot::refresh()
{
    const StageColours colours(palette());
    const QFont small = plotLabelFont(font());
    const bool hasAny = m_sweep && hasFigure(*m_sweep, m_figure);
    m_plot->axisRect()->setMargins(QMargins(sweepLeftMargin, sweepTopMargin, sweepRightMargin, bottomMargin()));
    colourAxes(*m_plot, palette(), font());
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->grid()->setVisible(hasAny);
        axis->setLabelColor(colours.mutedText);
        axis->setLabelFont(small);
    }
    m_plot->xAxis->setLabel(hasAny && m_isNamingValues ? sweepAxisText(*m_sweep) : QString());
    m_plot->yAxis->setTickLabels(hasAny);
    m_plot->xAxis->setTickLabels(hasAny);
    m_cursorLine->setPen(QPen(colours.cursor, 1, Qt::DashLine));
    m_hintLabel->setVisible(!hasAny);
    clear();
    if (hasAny) {
        drawRanges();
        if (m_figure == SweepFigure::Throughput) {
            drawBound();
            drawCeiling();
        }
        for (std::size_t curve = 0; curve < m_sweep->curves.size(); ++curve)
            drawCurve(curve);
        for (std::size_t curve = 0; curve < m_sweep->curves.size(); ++curve)
            drawKnee(curve);
        drawFloor();
        drawTicks();
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

/// From the least to the most of all that is drawn, with some room around it.
void SweepPlot::drawRanges()
{
    const auto around = [](double least, double most, double room) {
        const double factor = std::max(std::pow(most / least, room), 1.12);
        return Range{{least / factor, most * factor}};
    };
    double least = std::numeric_limits<double>::max();
    double most = 0;
    for (const SweepCurve &curve : m_sweep->curves) {
        for (const SweepPlace &place : sweepPlaces(curve, m_figure)) {
            least = std::min(least, place.hasInterval ? place.figure.low : place.figure.value);
            most = std::max(most, place.hasInterval ? place.figure.high : place.figure.value);
        }
    }
    if (m_figure == SweepFigure::Throughput) {
        for (const SweepPlace &place : sweepBound(*m_sweep))
            most = std::max(most, place.figure.value);
    }
    if (const std::optional<SweepFloor> floor = floorLine())
        least = std::min(least, floor->ms);
    const std::vector<double> values = sweepValues(*m_sweep);
    m_values = around(values.front(), values.back(), 0.04);
    static_cast<SweepRange &>(m_figures) =
        sweepRangeWithTicks(m_figure, around(least, most, 0.1), plotHeight(), leastTickSpacing());
    m_plot->xAxis->setRange(m_values.least, m_values.most);
    m_plot->yAxis->setRange(m_figures.least, m_figures.most);
}

void SweepPlot::drawBand(const std::vector<SweepPlace> &places, const QColor &colour)
{
    QVector<double> values;
    QVector<double> lows;
    QVector<double> highs;
    for (const SweepPlace &place : places) {
        values.append(place.value);
        lows.append(place.hasInterval ? place.figure.low : place.figure.value);
        highs.append(place.hasInterval ? place.figure.high : place.figure.value);
    }
    QCPGraph *low = m_plot->addGraph();
    QCPGraph *high = m_plot->addGraph();
    low->setData(values, lows, true);
    high->setData(values, highs, true);
    low->setPen(Qt::NoPen);
    high->setPen(Qt::NoPen);
    QColor band = colour;
    band.setAlphaF(bandOpacity);
    high->setBrush(band);
    high->setChannelFillGraph(low);
}

void SweepPlot::drawCurve(std::size_t curve)
{
    const std::vector<SweepPlace> places = sweepPlaces(m_sweep->curves[curve], m_figure);
    if (places.empty())
        return;
    const QColor colour = sweepCurveColour(*m_sweep, curve, palette());
    drawBand(places, colour);
    QCPGraph *graph = m_plot->addGraph();
    graph->setPen(QPen(colour, curveWidth,
                       comparisonPenStyle(m_sweep->curves[curve].name) == Qt::DashLine ? Qt::DashLine : Qt::SolidLine));
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(colour), QBrush(colour), dotSize));
    for (const SweepPlace &place : places)
        graph->addData(place.value, place.figure.value);
    ++m_curveCount;
}

void SweepPlot::drawBound()
{
    const std::vector<SweepPlace> places = sweepBound(*m_sweep);
    if (places.empty())
        return;
    QCPGraph *graph = m_plot->addGraph();
    graph->setPen(QPen(StageColours(palette()).text, 1.3, Qt::DashLine));
    for (const SweepPlace &place : places)
        graph->addData(place.value, place.figure.value);
}

/// The most that was reached, where more does not pay any longer.
void SweepPlot::drawCeiling()
{
    double most = 0;
    bool isReached = false;
    for (const SweepCurve &curve : m_sweep->curves) {
        most = std::max(most, curve.mostPerSecond);
        isReached = isReached || curve.knee;
    }
    if (!isReached)
        return;
    const StageColours colours(palette());
    addLine(most, Qt::Horizontal, QPen(colours.mutedText, 1, Qt::DotLine));
    addLabel(tr("most: %1").arg(sweepFigureText(m_figure, most)), m_values.least, most, Qt::AlignLeft | Qt::AlignTop,
             colours.mutedText);
}

void SweepPlot::drawKnee(std::size_t curve)
{
    const SweepCurve &drawn = m_sweep->curves[curve];
    if (!drawn.knee)
        return;
    const SweepPoint &knee = drawn.points[*drawn.knee];
    const QColor colour = sweepCurveColour(*m_sweep, curve, palette());
    addLine(knee.value, Qt::Vertical, QPen(colour, 1, Qt::DashLine));
    ++m_kneeCount;
    if (m_figure != SweepFigure::Throughput)
        return;
    QCPGraph *mark = m_plot->addGraph();
    mark->setLineStyle(QCPGraph::lsNone);
    mark->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssDiamond, QPen(colour, 1.6), QBrush(StageColours(palette()).card), kneeSize));
    mark->addData(knee.value, knee.throughput.value);
    // Below the curve, where there is room, one under the other.
    const double line = QFontMetrics(plotLabelFont(font())).height() + 3;
    const double share = std::min(0.02 + line * double(m_kneeCount - 1) / plotHeight(), 0.9);
    const bool isLeft = m_values.share(knee.value) > 0.5;
    addLabel(m_sweep->curves.size() > 1
                 ? tr("knee of %1: %2").arg(visibleText(drawn.name), sweepValueText(*m_sweep, knee.value))
                 : tr("knee: %1").arg(sweepValueText(*m_sweep, knee.value)),
             knee.value, m_figures.least * std::pow(m_figures.most / m_figures.least, share),
             (isLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom, colour);
}

void SweepPlot::addLine(double value, Qt::Orientation orientation, const QPen &pen)
{
    auto *line = new QCPItemStraightLine(m_plot);
    line->setPen(pen);
    if (orientation == Qt::Vertical) {
        line->point1->setCoords(value, m_figures.least);
        line->point2->setCoords(value, m_figures.most);
    } else {
        line->point1->setCoords(m_values.least, value);
        line->point2->setCoords(m_values.most, value);
    }
    m_items.push_back(line);
}

QCPItemText *SweepPlot::addLabel(const QString &text, double x, double y, Qt::Alignment alignment, const QColor &colour)
{
    auto *label = new QCPItemText(m_plot);
    label->setText(text);
    label->setFont(plotLabelFont(font()));
    label->setColor(colour);
    label->setPadding(QMargins(6, 1, 6, 1));
    label->setPositionAlignment(alignment);
    label->position->setCoords(x, y);
    m_items.push_back(label);
    return label;
}

void SweepPlot::drawTicks()
{
    const QFontMetrics metrics(plotLabelFont(font()));
    auto xTicker = m_plot->xAxis->ticker().staticCast<QCPAxisTickerText>();
    auto yTicker = m_plot->yAxis->ticker().staticCast<QCPAxisTickerText>();
    xTicker->clear();
    yTicker->clear();
    const int room = width() - sweepLeftMargin - sweepRightMargin;
    double lastRight = -1;
    for (const double value : sweepValues(*m_sweep)) {
        const QString label = sweepTickText(*m_sweep, value);
        const double x = m_values.share(value) * room;
        const double half = metrics.horizontalAdvance(label) / 2.0;
        if (x - half < lastRight)
            continue;
        lastRight = x + half + plotLabelGap;
        xTicker->addTick(value, label);
    }
    for (const SweepTick &tick :
         sweepTicks(m_figure, m_figures.least, m_figures.most, plotHeight(), leastTickSpacing()))
        yTicker->addTick(tick.value, tick.label);
}

void SweepPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refresh();
}

void SweepPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
    m_hintLabel->setGeometry(rect().adjusted(20, 0, -20, 0));
    refresh();
}

} // namespace fiftyfold
