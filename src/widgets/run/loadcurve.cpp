// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/loadcurve.h"

#include "core/text/numberlocale.h"
#include "models/base/roundstep.h"
#include "models/run/loadwording.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>

#include <chrono>
#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

constexpr int curveMargin = 6;

QString levelText(double level)
{
    return numberLocale().toString(level, 'g', 6);
}

/// Without its unit, which the title has.
QString secondsText(double seconds)
{
    constexpr double whole = 1000;
    return seconds < whole ? numberLocale().toString(seconds, 'g', 4) : numberLocale().toString(std::llround(seconds));
}

/// A round number at or above the highest level, and the distance of the lines below it.
std::pair<double, double> roundTop(double most)
{
    if (most >= 1) {
        const double step = roundStep(most, 2);
        return {std::ceil(most / step) * step, step};
    }
    return most > 0 ? std::pair(most, most) : std::pair(1., 1.);
}

} // namespace

LoadCurve::LoadCurve(QWidget *parent)
    : QWidget(parent)
{
    setLayoutDirection(Qt::LeftToRight); // so does time
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("The load over time"));
}

void LoadCurve::setShape(const std::optional<LoadShape> &shape)
{
    m_shape = shape;
    update();
}

void LoadCurve::setMarkedPiece(int piece)
{
    m_markedPiece = piece;
    update();
}

QFont LoadCurve::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.8);
    return small;
}

QSize LoadCurve::sizeHint() const
{
    const int letter = fontMetrics().averageCharWidth();
    return {26 * letter, minimumSizeHint().height()};
}

QSize LoadCurve::minimumSizeHint() const
{
    return {18 * fontMetrics().averageCharWidth(), 6 * QFontMetrics(smallFont()).height()};
}

QString LoadCurve::title() const
{
    if (m_shape->seconds <= 0)
        return tr("lanes, until all have ended");
    const auto time = std::chrono::nanoseconds(std::llround(m_shape->seconds * 1e9));
    return m_shape->isOpen ? tr("per second, over %1").arg(plannedTime(time))
                           : tr("lanes, over %1").arg(plannedTime(time));
}

void LoadCurve::paintAxes(QPainter &painter, const QRectF &plot, double top) const
{
    const StageColours colours(palette());
    const QFontMetrics metrics(painter.font());
    const QColor text = isEnabled() ? colours.mutedText : palette().color(QPalette::Disabled, QPalette::WindowText);
    const double step = roundTop(m_shape->most).second;
    for (double level = 0; level <= top * 1.001; level += step) {
        const double y = plot.bottom() - level / top * plot.height();
        painter.setPen(colours.grid);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(text);
        const double half = metrics.height() / 2.0;
        painter.drawText(QRectF(0, y - half, plot.left() - 4, 2 * half), Qt::AlignRight | Qt::AlignVCenter,
                         levelText(level));
    }
    const double last = m_shape->points.last().x();
    const bool isEndKnown = m_shape->seconds > 0;
    double free = plot.left() - plot.width();
    const auto mark = [&](double seconds, double limit) {
        const QString label = secondsText(seconds);
        const double width = metrics.horizontalAdvance(label);
        const double x = plot.left() + seconds / last * plot.width();
        const double left = qBound(plot.left() - width / 2, x - width / 2, this->width() - width - 2);
        if (left < free || left + width > limit)
            return;
        painter.drawText(QRectF(left, plot.bottom() + 2, width + 1, metrics.height()), Qt::AlignLeft, label);
        free = left + width + 4;
    };
    const double endWidth = isEndKnown ? metrics.horizontalAdvance(secondsText(last)) + 6 : 0;
    mark(0, this->width());
    for (const QPointF &point : m_shape->points) {
        if (point.x() > 0 && point.x() < last)
            mark(point.x(), plot.right() - endWidth / 2);
    }
    if (isEndKnown)
        mark(last, this->width());
}

void LoadCurve::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.fieldBorder);
    painter.setBrush(isEnabled() ? colours.card : blended(colours.text, colours.card, 0.03));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    if (!m_shape || m_shape->points.isEmpty())
        return;
    painter.setFont(smallFont());
    const QFontMetrics metrics(painter.font());
    const QColor text = isEnabled() ? colours.mutedText : palette().color(QPalette::Disabled, QPalette::WindowText);
    painter.setPen(text);
    painter.drawText(QRect(curveMargin, 3, width() - 2 * curveMargin, metrics.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(title(), Qt::ElideRight, width() - 2 * curveMargin));
    const double top = roundTop(m_shape->most).first;
    const double left =
        curveMargin + qMax(metrics.horizontalAdvance(levelText(top)), 2 * metrics.averageCharWidth()) + 4;
    const QRectF plot(left, 8 + 1.5 * metrics.height(), width() - left - 2 * curveMargin,
                      height() - 12 - 2.5 * metrics.height());
    if (plot.width() < 20 || plot.height() < 10)
        return;
    paintAxes(painter, plot, top);

    const double last = m_shape->points.last().x();
    QPolygonF line;
    for (const QPointF &point : m_shape->points)
        line << QPointF(plot.left() + point.x() / last * plot.width(), plot.bottom() - point.y() / top * plot.height());
    const QColor colour = isEnabled() ? colours.accent : text;
    QColor fill = colour;
    fill.setAlphaF(0.16F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(QPolygonF(line) << QPointF(line.last().x(), plot.bottom())
                                        << QPointF(line.first().x(), plot.bottom()));
    const qsizetype marked = 2 * qsizetype(m_markedPiece);
    if (m_shape->isOpen && marked >= 0 && marked + 1 < line.size() && line.size() > 2) {
        const QPointF from = line.at(marked);
        const QPointF to = line.at(marked + 1);
        painter.drawPolygon(QPolygonF({QPointF(from.x(), plot.bottom()), from, to, QPointF(to.x(), plot.bottom())}));
    }
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
}

} // namespace fiftyfold
