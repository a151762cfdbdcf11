// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/tile.h"

#include "widgets/base/stagecolours.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace fiftyfold {

namespace {

constexpr int margin = 13;
constexpr int unitGap = 5;

qreal digitWidth(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

qreal advanceOf(QChar character, const QFontMetricsF &metrics, qreal digit)
{
    return character.isDigit() ? digit : metrics.horizontalAdvance(character);
}

qreal figureWidth(const QString &text, const QFontMetricsF &metrics)
{
    const qreal digit = digitWidth(metrics);
    qreal width = 0;
    for (const QChar character : text)
        width += advanceOf(character, metrics, digit);
    return width;
}

} // namespace

Tile::Tile(const QString &title, const FigureText &widest, QWidget *parent)
    : Card(parent)
    , m_title(title)
    , m_widest(widest)
    , m_figure{QStringLiteral("–"), QString()}
{
    setLayoutDirection(Qt::LeftToRight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(title);
}

void Tile::setFigure(const FigureText &figure)
{
    if (m_figure.value == figure.value && m_figure.unit == figure.unit)
        return;
    m_figure = figure;
    Q_EMIT figureChanged();
    setAccessibleDescription(figure.unit.isEmpty() ? figure.value : figure.value + QLatin1Char(' ') + figure.unit);
    update();
}

void Tile::setProgress(std::optional<double> share)
{
    m_progress = share;
    update();
}

void Tile::setAlarming(bool isAlarming)
{
    if (m_isAlarming == isAlarming)
        return;
    m_isAlarming = isAlarming;
    update();
}

QFont Tile::titleFont() const
{
    QFont result = font();
    result.setPointSizeF(result.pointSizeF() * 0.8);
    result.setWeight(QFont::DemiBold);
    return result;
}

QFont Tile::valueFont(double scale) const
{
    QFont result = font();
    result.setPointSizeF(result.pointSizeF() * 2.05 * scale);
    result.setWeight(QFont::DemiBold);
    return result;
}

QFont Tile::unitFont(double scale) const
{
    QFont result = font();
    result.setPointSizeF(result.pointSizeF() * 0.95 * scale);
    return result;
}

int Tile::widthOf(const FigureText &figure) const
{
    const qreal value = figureWidth(figure.value, QFontMetricsF(valueFont(1)));
    const qreal unit = QFontMetricsF(unitFont(1)).horizontalAdvance(figure.unit);
    return int(std::ceil(value + (figure.unit.isEmpty() ? 0 : unitGap + unit)));
}

double Tile::fittingScale() const
{
    // The letters alone shrink: neither the margins nor the gap between figure and unit.
    const int letters = qMax(widthOf(m_widest), widthOf(m_figure)) - unitGap;
    return double(width() - 2 * margin - unitGap) / qMax(1, letters);
}

void Tile::setScale(double scale)
{
    if (qFuzzyCompare(scale, m_scale))
        return;
    m_scale = scale;
    update();
}

QSize Tile::sizeHint() const
{
    const int height = 2 * 10 + QFontMetrics(titleFont()).height() + QFontMetrics(valueFont(1)).height() + 4;
    return QSize(qMax(minimumSizeHint().width(), widthOf(m_widest) + 2 * margin), height);
}

QSize Tile::minimumSizeHint() const
{
    const int title = int(std::ceil(QFontMetricsF(titleFont()).horizontalAdvance(m_title)));
    return QSize(title + 2 * margin, 0);
}

void Tile::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);

    const QFontMetrics titleMetrics(titleFont());
    painter.setFont(titleFont());
    painter.setPen(colours.mutedText);
    painter.drawText(QPointF(margin, 10 + titleMetrics.ascent()), m_title);

    const QFontMetricsF valueMetrics(valueFont(m_scale));
    const qreal digit = digitWidth(valueMetrics);
    const qreal baseline = 10 + titleMetrics.height() + QFontMetricsF(valueFont(1)).ascent() - 1; // whatever the scale
    painter.setFont(valueFont(m_scale));
    painter.setPen(m_isAlarming ? colours.error : colours.text);
    qreal x = margin;
    for (const QChar character : m_figure.value) {
        const qreal own = valueMetrics.horizontalAdvance(character);
        const qreal advance = advanceOf(character, valueMetrics, digit);
        painter.drawText(QPointF(x + (advance - own) / 2, baseline), QString(character));
        x += advance;
    }
    painter.setFont(unitFont(m_scale));
    painter.setPen(colours.mutedText);
    painter.drawText(QPointF(x + unitGap, baseline), m_figure.unit);

    if (m_progress) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const QRectF track(margin, height() - 11, width() - 2 * margin, 4);
        painter.setBrush(colours.track);
        painter.drawRoundedRect(track, 2, 2);
        QRectF bar = track;
        bar.setWidth(track.width() * qBound(0.0, *m_progress, 1.0));
        painter.setBrush(m_isAlarming ? colours.error : colours.accent);
        if (bar.width() > 0)
            painter.drawRoundedRect(bar, 2, 2);
    }
}

} // namespace fiftyfold
