// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/hoverreadout.h"

#include "core/text/quantities.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>

#include <utility>

namespace fiftyfold {

namespace {
constexpr int padding = 8;
constexpr int swatch = 8;
constexpr int swatchLine = 2;
constexpr int gap = 6;
constexpr int distance = 10;
} // namespace

HoverReadout::HoverReadout(QWidget *view)
    : QWidget(view)
    , m_view(view)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setLayoutDirection(Qt::LeftToRight);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.84);
    setFont(small);
    hide();
}

void HoverReadout::showLines(double timeNs, std::vector<Line> lines, const QPoint &point)
{
    showLines(durationForPeople(qint64(timeNs)), std::move(lines), point);
}

void HoverReadout::showLines(const QString &title, std::vector<Line> lines, const QPoint &point)
{
    m_title = title;
    m_lines = std::move(lines);
    int widest = fontMetrics().horizontalAdvance(m_title);
    for (const Line &line : m_lines) {
        widest = qMax(widest, swatch + gap + fontMetrics().horizontalAdvance(line.name) + 2 * gap +
                                  fontMetrics().horizontalAdvance(line.value));
    }
    const int height = 2 * padding + fontMetrics().height() * int(m_lines.size() + 1);
    resize(widest + 2 * padding, height);
    if (parentWidget() != m_view->window())
        setParent(m_view->window());
    const QPoint at = m_view->mapTo(parentWidget(), point);
    const int right = m_view->mapTo(parentWidget(), QPoint(m_view->width(), 0)).x();
    const bool isRight = at.x() + distance + width() <= right;
    move(isRight ? at.x() + distance : qMax(0, at.x() - distance - width()),
         qMax(0, qMin(at.y(), parentWidget()->height() - height)));
    show();
    raise();
    update();
}

QString HoverReadout::text() const
{
    QStringList parts;
    for (const Line &line : m_lines)
        parts.append(line.name + QLatin1Char(' ') + line.value);
    return m_title + QLatin1String(": ") + parts.join(QLatin1String(", "));
}

void HoverReadout::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor background = colours.card;
    background.setAlphaF(0.94F);
    painter.setPen(colours.fieldBorder);
    painter.setBrush(background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const int lineHeight = fontMetrics().height();
    QRect line(padding, padding, width() - 2 * padding, lineHeight);
    painter.setPen(colours.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    for (const Line &entry : m_lines) {
        line.translate(0, lineHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.mark);
        const int markHeight = entry.isCurve ? swatchLine : swatch;
        painter.drawRoundedRect(QRectF(line.x(), line.y() + (lineHeight - markHeight) / 2.0, swatch, markHeight), 2, 2);
        painter.setPen(colours.mutedText);
        painter.drawText(line.adjusted(swatch + gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, entry.name);
        painter.setPen(colours.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, entry.value);
    }
}

} // namespace fiftyfold
