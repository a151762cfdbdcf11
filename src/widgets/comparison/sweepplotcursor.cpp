// SPDX-License-Identifier: GPL-3.0-or-later
// The cursor of a sweep's plot, what stands beside it, and all of that in words and numbers.
#include "widgets/comparison/sweepplot.h"

#include "core/text/visibletext.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/customplot.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {
constexpr int readoutTop = 8;
}

std::vector<HoverReadout::Line> SweepPlot::linesAt(double value) const
{
    std::vector<HoverReadout::Line> lines;
    for (std::size_t curve = 0; curve < m_sweep->curves.size(); ++curve) {
        for (const SweepPlace &place : sweepPlaces(m_sweep->curves[curve], m_figure)) {
            if (place.value != value)
                continue;
            QString text = sweepFigureText(m_figure, place.figure.value);
            if (place.hasInterval)
                text = tr("%1 (%2 to %3)")
                           .arg(text, sweepFigureText(m_figure, place.figure.low),
                                sweepFigureText(m_figure, place.figure.high));
            lines.push_back({visibleText(sweepCurveText(m_sweep->curves[curve])), text,
                             sweepCurveColour(*m_sweep, curve, palette()), true});
        }
    }
    if (m_figure == SweepFigure::Throughput) {
        for (const SweepPlace &place : sweepBound(*m_sweep)) {
            if (place.value == value)
                lines.push_back(
                    {tr("bound"), sweepFigureText(m_figure, place.figure.value), StageColours(palette()).text, true});
        }
    }
    if (const std::optional<SweepFloor> floor = floorLine())
        lines.push_back({tr("floor"), sweepFigureText(m_figure, floor->ms), StageColours(palette()).now, true});
    return lines;
}

void SweepPlot::setCursor(std::optional<double> value, bool isReading)
{
    m_cursor = m_sweep ? value : std::nullopt;
    m_cursorLine->setVisible(m_cursor.has_value());
    if (m_cursor) {
        m_cursorLine->point1->setCoords(*m_cursor, 0);
        m_cursorLine->point2->setCoords(*m_cursor, 1);
    }
    const std::vector<HoverReadout::Line> lines =
        m_cursor && isReading ? linesAt(*m_cursor) : std::vector<HoverReadout::Line>();
    if (lines.empty())
        m_readout->hide();
    else
        m_readout->showLines(sweepValueText(*m_sweep, *m_cursor), lines,
                             QPoint(int(m_plot->xAxis->coordToPixel(*m_cursor)), readoutTop));
    if (isVisible())
        m_plot->layer(QStringLiteral("cursor"))->replot();
}

QString SweepPlot::readout() const
{
    return m_readout->isHidden() ? QString() : m_readout->text();
}

QString SweepPlot::numbers() const
{
    if (!m_sweep)
        return {};
    QStringList lines{m_sweep->factor->nameText()};
    for (const SweepCurve &curve : m_sweep->curves)
        lines.first() += QLatin1Char('\t') + visibleText(sweepCurveText(curve));
    for (const double value : sweepValues(*m_sweep)) {
        QString line = QLocale::c().toString(value, 'g', 10);
        for (const SweepCurve &curve : m_sweep->curves) {
            line += QLatin1Char('\t');
            for (const SweepPlace &place : sweepPlaces(curve, m_figure)) {
                if (place.value == value)
                    line += QLocale::c().toString(place.figure.value, 'g', 10);
            }
        }
        lines.append(line);
    }
    return lines.join(QLatin1Char('\n'));
}

QString SweepPlot::spokenText() const
{
    if (!m_sweep)
        return m_hintLabel->text();
    const std::optional<SweepFloor> floor = floorLine();
    const QString curves = sweepSpokenText(*m_sweep, m_figure);
    return floor ? tr("%1; %2").arg(curves, floor->text) : curves;
}

QSize SweepPlot::sizeHint() const
{
    // All three without scrolling in a window of usual height, also below an answer of some lines; they share what is
    // left.
    return {600, 56 + bottomMargin()};
}

QSize SweepPlot::minimumSizeHint() const
{
    return {300, 50 + bottomMargin()};
}

std::optional<double> SweepPlot::valueNear(double x) const
{
    if (!m_sweep)
        return std::nullopt;
    const std::vector<double> values = sweepValues(*m_sweep);
    return *std::min_element(values.begin(), values.end(), [this, x](double one, double other) {
        return std::abs(m_plot->xAxis->coordToPixel(one) - x) < std::abs(m_plot->xAxis->coordToPixel(other) - x);
    });
}

void SweepPlot::mouseMoveEvent(QMouseEvent *event)
{
    Q_EMIT cursorMoved(valueNear(event->position().x()));
}

void SweepPlot::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    Q_EMIT cursorMoved(std::nullopt);
}

void SweepPlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    Q_EMIT cursorMoved(std::nullopt);
}

void SweepPlot::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || !m_sweep)
        return QWidget::keyPressEvent(event);
    const std::vector<double> values = sweepValues(*m_sweep);
    const auto at = std::find(values.begin(), values.end(), m_cursor.value_or(0));
    const auto last = int(values.size()) - 1;
    const int next = at == values.end() ? (step > 0 ? 0 : last) : std::clamp(int(at - values.begin()) + step, 0, last);
    Q_EMIT cursorMoved(values[std::size_t(next)]);
    tellSpokenChange(this);
}

} // namespace fiftyfold
