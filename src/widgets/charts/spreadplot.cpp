// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/spreadplot.h"

#include "widgets/base/card.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/plotaxes.h"
#include "widgets/charts/timegestures.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyleHints>

#include <algorithm>

namespace fiftyfold {

namespace {
constexpr int spreadLeftMargin = 52;
constexpr int spreadRightMargin = 12;
constexpr int spreadTopMargin = 8;
constexpr double keyStep = 1.0 / 50; ///< Of the width.
} // namespace

SpreadPlot::SpreadPlot(const LatencySpreads &spreads, RunSelection *selection, QWidget *parent)
    : QWidget(parent)
    , m_spreads(spreads)
    , m_selection(selection)
    , m_plot(new QCustomPlot(this))
    , m_readout(new HoverReadout(this))
{
    setLayoutDirection(Qt::LeftToRight); // so does time
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("showsFocusOnCard", true);
    buildPlot();
    addChartCopyMenu(this, [this] { return numbers(); });
    connect(selection, &RunSelection::rangeChanged, this, &SpreadPlot::refresh);
}

void SpreadPlot::buildPlot()
{
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->addLayer(QStringLiteral("cursor"), m_plot->layer(QStringLiteral("overlay")));
    m_plot->layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered);
    makeAxesCalm(*m_plot);
    m_plot->yAxis->setTickLabelPadding(plotLabelGap);
    m_plot->xAxis->setTickLabelPadding(3);
    m_band = new QCPItemRect(m_plot);
    m_band->setLayer(QStringLiteral("background"));
    m_band->setPen(Qt::NoPen);
    for (QCPItemPosition *corner : {m_band->topLeft, m_band->bottomRight})
        corner->setType(QCPItemPosition::ptAxisRectRatio);
    m_cursorLine = new QCPItemStraightLine(m_plot);
    m_cursorLine->setLayer(QStringLiteral("cursor"));
    for (QCPItemPosition *point : {m_cursorLine->point1, m_cursorLine->point2})
        point->setType(QCPItemPosition::ptAxisRectRatio);
    m_cursorLine->setVisible(false);
}

int SpreadPlot::plotWidth() const
{
    return qMax(1, width() - spreadLeftMargin - spreadRightMargin);
}

int SpreadPlot::plotHeight() const
{
    return qMax(1, height() - m_plot->axisRect()->margins().top() - m_plot->axisRect()->margins().bottom());
}

void SpreadPlot::applyColours()
{
    const StageColours colours(palette());
    colourAxes(*m_plot, palette(), font());
    QColor picked = colours.accent;
    picked.setAlphaF(0.14F);
    m_band->setBrush(picked);
    m_cursorLine->setPen(QPen(colours.cursor, 1, Qt::DashLine));
}

void SpreadPlot::setLimits(const std::vector<LatencyLimit> &limits)
{
    if (limits == m_limits)
        return;
    m_limits = limits;
    refresh();
}

void SpreadPlot::setPicked(const LatencySpreads *picked)
{
    m_picked = picked;
    refresh();
}

void SpreadPlot::refresh()
{
    if (!isVisible())
        return; // it is drawn as it comes into view
    const int bottom = QFontMetrics(plotLabelFont(font())).height() + plotLabelGap;
    m_plot->axisRect()->setMargins(QMargins(spreadLeftMargin, spreadTopMargin, spreadRightMargin, bottom));
    const bool hasAny = !m_spreads.isEmpty();
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLabels(hasAny);
        axis->grid()->setVisible(hasAny);
    }
    draw();
    drawRange();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    if (m_cursor)
        setCursor(m_cursor);
}

void SpreadPlot::drawRange()
{
    const std::optional<NsRange> &range = m_selection->range().responseTime;
    m_band->setVisible(range && !m_spreads.isEmpty());
    if (!m_band->visible())
        return;
    const auto [left, right] = placesOf(*range);
    m_band->topLeft->setCoords(std::clamp(left, 0.0, 1.0), 0);
    m_band->bottomRight->setCoords(std::clamp(right, 0.0, 1.0), 1);
}

void SpreadPlot::setCursor(std::optional<double> place)
{
    m_cursor = place;
    const bool isShown = place && !m_spreads.isEmpty();
    m_cursorLine->setVisible(isShown);
    if (isShown) {
        m_cursorLine->point1->setCoords(*place, 0);
        m_cursorLine->point2->setCoords(*place, 1);
        auto [title, lines] = readoutAt(*place);
        m_readout->showLines(title, std::move(lines), QPoint(spreadLeftMargin + int(*place * plotWidth()), 4));
    } else {
        m_readout->hide();
    }
    if (isVisible())
        m_plot->layer(QStringLiteral("cursor"))->replot();
}

QString SpreadPlot::readout() const
{
    return m_readout->isHidden() ? QString() : m_readout->text();
}

void SpreadPlot::pick(double from, double to)
{
    if (m_spreads.isEmpty())
        return;
    if (const std::optional<NsRange> range = rangeBetween(qMin(from, to), qMax(from, to)))
        m_selection->setResponseTime(range);
}

double SpreadPlot::placeAt(double x) const
{
    return std::clamp((x - spreadLeftMargin) / plotWidth(), 0.0, 1.0);
}

void SpreadPlot::copy()
{
    QGuiApplication::clipboard()->setText(numbers());
}

QSize SpreadPlot::minimumSizeHint() const
{
    return QSize(200, 110);
}

QSize SpreadPlot::sizeHint() const
{
    return QSize(360, 200);
}

bool SpreadPlot::event(QEvent *event)
{
    // Escape takes a range back before it stops a run.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape &&
        !m_selection->range().isEmpty()) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void SpreadPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyColours();
        refresh();
    }
}

void SpreadPlot::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        moveByKey(event);
        return;
    case Qt::Key_Escape:
        if (m_selection->range().isEmpty())
            break;
        m_selection->clearRange();
        m_anchor.reset();
        m_pressedAt.reset();
        return;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void SpreadPlot::moveByKey(const QKeyEvent *event)
{
    const double before = m_cursor.value_or(0);
    const double after = event->key() == Qt::Key_Home   ? 0
                         : event->key() == Qt::Key_End  ? 1
                         : event->key() == Qt::Key_Left ? before - keyStep
                                                        : before + keyStep;
    const double place = std::clamp(after, 0.0, 1.0);
    if (!event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_anchor.reset();
    } else {
        m_anchor = m_anchor.value_or(before);
        pick(*m_anchor, place);
    }
    setCursor(place);
}

void SpreadPlot::leaveEvent(QEvent *event)
{
    setCursor(std::nullopt);
    QWidget::leaveEvent(event);
}

void SpreadPlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_pressedAt = event->position();
        m_isDragging = false;
    }
}

void SpreadPlot::mouseMoveEvent(QMouseEvent *event)
{
    const double place = placeAt(event->position().x());
    if (m_pressedAt && event->buttons().testFlag(Qt::LeftButton)) {
        const double distance = (event->position() - *m_pressedAt).manhattanLength();
        m_isDragging = m_isDragging || distance >= QGuiApplication::styleHints()->startDragDistance();
        if (m_isDragging)
            pick(placeAt(m_pressedAt->x()), place);
    }
    setCursor(place);
}

void SpreadPlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressedAt)
        return;
    m_pressedAt.reset();
    if (!m_isDragging) // a click beside it takes a range back
        m_selection->setResponseTime(std::nullopt);
}

void SpreadPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
    refresh();
}

void SpreadPlot::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void SpreadPlot::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    Card::updateAround(this);
}

void SpreadPlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    setCursor(std::nullopt);
    Card::updateAround(this);
}

} // namespace fiftyfold
