// SPDX-License-Identifier: GPL-3.0-or-later
// How a tile is painted.
#include "widgets/base/stagecolours.h"
#include "widgets/base/tile.h"

#include <QPaintEvent>
#include <QPainter>

namespace fiftyfold {

QColor Tile::tint() const
{
    return m_verdict == Verdict::Warning ? StageColours(palette()).warning : QColor();
}

QColor Tile::figureColour(const StageColours &colours) const
{
    switch (m_verdict) {
    case Verdict::None:
        break;
    case Verdict::Good:
        return colours.success;
    case Verdict::Warning:
        return colours.warning;
    }
    return m_isAlarming ? colours.error : colours.text;
}

void Tile::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);

    const QFontMetrics titleMetrics(titleFont());
    const int room = width() - 2 * m_margin;
    if (event->rect().top() < 10 + titleMetrics.height()) {
        painter.setFont(titleFont());
        painter.setPen(m_verdict == Verdict::Warning ? colours.warning : colours.mutedText);
        painter.drawText(QPointF(m_margin, 10 + titleMetrics.ascent()),
                         titleMetrics.elidedText(shownTitle(), Qt::ElideRight, room));
    }
    if (event->rect() != progressArea())
        paintFigure(painter, colours);
    if (!m_note.isEmpty()) {
        const QFontMetrics metrics(noteFont());
        painter.setFont(noteFont());
        const bool isWarning = m_isNoteWarning || m_verdict == Verdict::Warning;
        painter.setPen(isWarning ? colours.warning : colours.mutedText);
        painter.drawText(QPointF(m_margin, height() - 5 - metrics.descent()),
                         metrics.elidedText(shownNote(), Qt::ElideRight, room));
    }
    if (m_progress)
        paintProgress(painter, colours);
}

void Tile::paintFigure(QPainter &painter, const StageColours &colours) const
{
    // Whatever the scale, and the size.
    const qreal baseline = 10 + QFontMetrics(titleFont()).height() + wholeAscent() - 1 - lackingHeight();
    painter.setFont(letters().font);
    painter.setPen(figureColour(colours));
    if (m_verdict != Verdict::None)
        paintSign(painter, baseline);
    qreal x = m_margin + signWidth(m_scale);
    for (const QChar character : m_figure.value) {
        const Letters::Letter &one = letter(character);
        painter.drawStaticText(QPointF(x + (one.advance - one.width) / 2, baseline - letters().ascent), one.text);
        x += one.advance;
    }
    painter.setFont(unitFont(m_scale));
    painter.setPen(colours.mutedText);
    painter.drawText(QPointF(x + unitGap, baseline), m_figure.unit);
}

/// A tick, or a triangle with an exclamation mark, in the pen's colour, as high as the figure's capitals.
void Tile::paintSign(QPainter &painter, qreal baseline) const
{
    const qreal size = QFontMetricsF(valueFont(m_scale)).capHeight();
    const QRectF box(m_margin, baseline - size, size, size);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(painter.pen().color(), qMax(1.4, size / 8), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    if (m_verdict == Verdict::Good) {
        painter.drawPolyline(QPolygonF({at(0.05, 0.55), at(0.36, 0.86), at(0.95, 0.16)}));
    } else {
        painter.drawPolygon(QPolygonF({at(0.5, 0.04), at(1.0, 0.94), at(0.0, 0.94)}));
        painter.drawLine(at(0.5, 0.38), at(0.5, 0.62));
        painter.drawPoint(at(0.5, 0.79));
    }
    painter.restore();
}

void Tile::paintProgress(QPainter &painter, const StageColours &colours) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF track(progressArea());
    painter.setBrush(colours.track);
    painter.drawRoundedRect(track, 2, 2);
    QRectF bar = track;
    bar.setWidth(track.width() * qBound(0.0, *m_progress, 1.0));
    painter.setBrush(m_isAlarming ? colours.error : colours.accent);
    if (bar.width() > 0)
        painter.drawRoundedRect(bar, 2, 2);
}

} // namespace fiftyfold
