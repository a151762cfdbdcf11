// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/timeplot.h"

#include "core/text/numberlocale.h"
#include "core/text/visibletext.h"
#include "models/base/roundstep.h"
#include "widgets/base/card.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/plotaxes.h"

#include <QKeyEvent>
#include <QLabel>

#include <cmath>

namespace fiftyfold {

namespace {

constexpr int leastEdgeMargin = 9;

/// Above and below the plot: half of the label at that edge, which would not be painted if it were cut.
int edgeMargin(const QFont &font)
{
    return qMax(leastEdgeMargin, QFontMetrics(plotLabelFont(font)).height() / 2 + 1);
}

/// The least of 1, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten of which so many are no less than `most`; a whole number.
double evenStep(double most, double parts)
{
    const double least = qMax(1.0, most / parts);
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        const double step = factor * power;
        if (step >= least && std::floor(step) == step)
            return step;
    }
    return 10 * power;
}

QString countLabel(double count)
{
    return numberLocale().toString(qint64(count));
}

} // namespace

TimePlot::TimePlot(TimeAxis *axis, RunSelection *selection, QWidget *parent)
    : QWidget(parent)
    , m_axis(axis)
    , m_selection(selection)
    , m_gestures(axis, selection)
    , m_plot(new QCustomPlot(this))
    , m_hintLabel(new QLabel(this))
{
    setLayoutDirection(Qt::LeftToRight); // so does time
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("showsFocusOnCard", true);
    m_hintLabel->setAlignment(Qt::AlignCenter);
    m_hintLabel->setWordWrap(true);
    m_hintLabel->setAttribute(Qt::WA_TransparentForMouseEvents);
    buildPlot();
}

void TimePlot::setHint(const QString &text)
{
    m_hintLabel->setText(visibleText(text));
    m_hintLabel->setVisible(isEmpty());
}

QString TimePlot::hint() const
{
    return m_hintLabel->text();
}

void TimePlot::buildPlot()
{
    m_replotTimer.setSingleShot(true);
    connect(&m_replotTimer, &QTimer::timeout, m_plot, [this] { m_plot->replot(QCustomPlot::rpQueuedRefresh); });
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setNotAntialiasedElements(QCP::aeAll); // steps are straight
    m_plot->setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->addLayer(QStringLiteral("gridAbove"), m_plot->layer(QStringLiteral("main")));
    m_plot->addLayer(QStringLiteral("cursor"), m_plot->layer(QStringLiteral("overlay")));
    m_cursorLayer = m_plot->layer(QStringLiteral("cursor"));
    m_plot->layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmLogical); // nothing is on it, and a buffer costs
    m_cursorLayer->setMode(QCPLayer::lmBuffered); // so that moving the mouse repaints two lines, not the chart

    makeAxesCalm(*m_plot);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis, m_plot->yAxis2}) {
        axis->grid()->setLayer(QStringLiteral("gridAbove"));
        axis->setTickLabelPadding(plotLabelGap);
    }
    m_plot->xAxis->setTickLabels(false); // the waterfall below carries them
    m_plot->yAxis2->grid()->setVisible(false);

    m_pickedRange = new QCPItemRect(m_plot);
    m_pickedRange->setLayer(m_cursorLayer);
    m_pickedRange->setVisible(false);
    for (QCPItemPosition *corner : {m_pickedRange->topLeft, m_pickedRange->bottomRight}) {
        corner->setTypeX(QCPItemPosition::ptPlotCoords);
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
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

void TimePlot::begin()
{
    addChartCopyMenu(this, [this] { return numbers(); });
    placePlot();
    applyColours();
    connect(m_axis, &TimeAxis::rangeChanged, this, &TimePlot::showRange);
    connect(m_axis, &TimeAxis::cursorChanged, this, &TimePlot::showCursor);
    if (m_selection)
        connect(m_selection, &RunSelection::rangeChanged, this, &TimePlot::showCursor);
    refresh();
    showRange();
}

void TimePlot::placePlot()
{
    const int edge = edgeMargin(font());
    m_plot->axisRect()->setMargins(QMargins(leftMargin(), edge, plotRightMargin(font(), requests()), bottomMargin()));
    m_hintLabel->setGeometry(rect().adjusted(20, 0, -20, 0));
    m_hintLabel->setVisible(isEmpty());
}

int TimePlot::bottomMargin() const
{
    return edgeMargin(font());
}

int TimePlot::plotHeight() const
{
    return height() - edgeMargin(font()) - bottomMargin();
}

void TimePlot::applyColours()
{
    const StageColours colours(palette());
    colourAxes(*m_plot, palette(), font());
    m_nowLine->setPen(QPen(colours.now, 1.6));
    m_hoverLine->setPen(QPen(colours.cursor, 1, Qt::DashLine));
    m_pickedRange->setPen(QPen(colours.accent, 1));
    QColor picked = colours.accent;
    picked.setAlphaF(0.16F);
    m_pickedRange->setBrush(picked);
    QPalette hintPalette = palette();
    hintPalette.setColor(QPalette::WindowText, colours.mutedText);
    m_hintLabel->setPalette(hintPalette);
    replotSoon();
}

/// How many the height has room for.
int TimePlot::labelledSteps() const
{
    const int labelHeight = QFontMetrics(plotLabelFont(font())).height();
    return qBound(1, plotHeight() / (labelHeight + plotLabelGap), 5);
}

void TimePlot::showScales(double most, double mostRight, const QColor &rightColour)
{
    const double step = roundStep(most, labelledSteps());
    const double steps = qMax(1.0, std::ceil(most / step));
    showScale(steps * step);
    QCPAxis *right = m_plot->yAxis2;
    const double rightStep = evenStep(mostRight, steps);
    auto ticker = right->ticker().staticCast<QCPAxisTickerText>();
    ticker->clear();
    for (double tick = 0; tick <= steps; ++tick)
        ticker->addTick(tick * rightStep, countLabel(tick * rightStep));
    right->setTickLabelColor(rightColour);
    right->setTickLabels(true);
    right->setVisible(true);
    right->setRange(0, steps * rightStep);
}

void TimePlot::showRoundScale(double most)
{
    const double step = roundStep(most, labelledSteps());
    showScale(std::ceil(most / step) * step);
}

void TimePlot::showScale(double most)
{
    const int labelHeight = QFontMetrics(plotLabelFont(font())).height();
    const double step = roundStep(most, labelledSteps());
    m_plot->yAxis2->setVisible(false);
    auto ticker = m_plot->yAxis->ticker().staticCast<QCPAxisTickerText>();
    ticker->clear();
    for (double tick = 0; tick <= most; tick += step)
        ticker->addTick(tick, countLabel(tick));
    const double above = std::fmod(most, step);
    if (above >= step / 2 && above / most * plotHeight() >= labelHeight) // the top is worth a label where it has room
        ticker->addTick(most, countLabel(most));
    m_plot->yAxis->setTickLabels(true);
    m_plot->xAxis->grid()->setVisible(true);
    m_plot->yAxis->grid()->setVisible(true);
    m_plot->yAxis->setRange(0, most);
}

void TimePlot::showNoScale()
{
    m_plot->yAxis->setRange(0, 1);
    m_plot->yAxis->setTickLabels(false);
    m_plot->yAxis2->setVisible(false);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->grid()->setVisible(false);
}

void TimePlot::replotSoon()
{
    m_replotTimer.start();
}

void TimePlot::showRange()
{
    m_plot->xAxis->setRange(m_axis->beginNs(), m_axis->endNs());
    auto ticker = m_plot->xAxis->ticker().staticCast<QCPAxisTickerText>();
    ticker->clear();
    const std::vector<TimeScale::Tick> ticks = ticksFor(timeScale(), font());
    for (const TimeScale::Tick &tick : ticks)
        ticker->addTick(tick.timeNs, tick.label);
    replotSoon();
}

void TimePlot::showCursor()
{
    placeCursor();
    if (isVisible())
        m_cursorLayer->replot();
}

void TimePlot::placeCursor()
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
    placeRange();
}

void TimePlot::placeRange()
{
    const std::optional<NsRange> picked = m_selection ? m_selection->range().time : std::nullopt;
    m_pickedRange->setVisible(picked && !isEmpty());
    if (!picked)
        return;
    constexpr double beyond = 0.1; // so that neither the upper nor the lower edge is seen
    m_pickedRange->topLeft->setCoords(double(picked->begin), -beyond);
    m_pickedRange->bottomRight->setCoords(double(picked->end), 1 + beyond);
}

QSize TimePlot::minimumSizeHint() const
{
    return QSize(240, 48);
}

bool TimePlot::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_gestures.overridesShortcut(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void TimePlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyColours();
        refresh(); // which gives the scales their colours, too
    }
    if (event->type() == QEvent::FontChange)
        showRange();
}

void TimePlot::keyPressEvent(QKeyEvent *event)
{
    if (!m_gestures.pressKey(event, timeScale()))
        QWidget::keyPressEvent(event);
}

void TimePlot::leaveEvent(QEvent *event)
{
    m_gestures.leave();
    QWidget::leaveEvent(event);
}

void TimePlot::mouseDoubleClickEvent(QMouseEvent *)
{
    m_axis->fit();
}

void TimePlot::mouseMoveEvent(QMouseEvent *event)
{
    m_gestures.move(event, timeScale());
}

void TimePlot::mousePressEvent(QMouseEvent *event)
{
    m_gestures.press(event);
}

void TimePlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_gestures.release(event))
        click(event->position());
}

void TimePlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
    refresh();
    showRange();
}

void TimePlot::wheelEvent(QWheelEvent *event)
{
    m_gestures.turnWheel(event, timeScale());
    event->accept();
}

void TimePlot::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    Card::updateAround(this);
}

void TimePlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    Card::updateAround(this);
}

} // namespace fiftyfold
