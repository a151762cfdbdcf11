// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/stagebars.h"

#include "core/text/quantities.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/bandtext.h"
#include "widgets/charts/loopwaithatch.h"

#include <QPainter>

#include <algorithm>

namespace fiftyfold {

namespace {
constexpr int barHeight = 9;
constexpr int leastBars = 20;       ///< Width of all of them.
constexpr double leastBarWidth = 2; ///< Of what took less.

QString loopWaitName()
{
    return bandName(StageSeries::Band::LoopWait);
}

int timeWidth(const QFontMetrics &metrics)
{
    return metrics.horizontalAdvance(QStringLiteral("999.9 ms …")) + 8;
}
} // namespace

void paintStages(QPainter &painter, const StageColours &colours, const std::vector<PaintedSpan> &spans, double right,
                 double top, double height)
{
    for (const PaintedSpan &span : spans)
        painter.fillRect(QRectF(span.left, top, qMin(span.right, right) - span.left, height), colours.of(span.stage));
}

qint64 StageBars::Row::length() const
{
    qint64 sum = 0;
    for (const Interval &part : parts)
        sum += part.length();
    return sum;
}

StageBars::StageBars(QWidget *parent)
    : QWidget(parent)
{
    setLayoutDirection(Qt::LeftToRight); // so does time
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Stages of this request"));
}

void StageBars::setSpans(const QList<StageSpan> &spans, const QList<Interval> &loopWaits)
{
    QList<Row> rows;
    for (const StageSpan &span : spans)
        rows.append({stageName(span.stage), span.stage, {{span.begin, span.end}}, span.isOpen});
    if (!loopWaits.isEmpty()) {
        const auto next = std::find_if(rows.cbegin(), rows.cend(), [&loopWaits](const Row &row) {
            return row.parts.first().begin >= loopWaits.first().end;
        });
        rows.insert(next, {loopWaitName(), std::nullopt, loopWaits, false});
        setToolTip(tr("Loop wait: the reply was complete and waited for its event loop, or the executor of its steps"));
    } else {
        setToolTip({});
    }
    const bool isTaller = m_rows.size() != rows.size();
    m_rows = rows;
    QStringList parts;
    for (const Row &row : m_rows)
        parts.append(row.name + QLatin1Char(' ') + durationForPeople(row.length()));
    setAccessibleDescription(parts.join(QLatin1String(", ")));
    if (isTaller)
        updateGeometry();
    update();
}

QStringList StageBars::copiedLines() const
{
    QStringList lines;
    for (const Row &row : m_rows)
        lines.append(row.name + QLatin1Char('\t') + durationForPeople(row.length()));
    return lines;
}

int StageBars::rowHeight() const
{
    return fontMetrics().height() + 6;
}

int StageBars::nameWidth() const
{
    const QFontMetrics metrics = fontMetrics();
    return std::max(metrics.horizontalAdvance(stageName(Stage::Connect)), metrics.horizontalAdvance(loopWaitName())) +
           16;
}

QSize StageBars::sizeHint() const
{
    return QSize(240, rowHeight() * int(m_rows.size()));
}

QSize StageBars::minimumSizeHint() const
{
    return QSize(nameWidth() + timeWidth(fontMetrics()) + leastBars, rowHeight() * int(m_rows.size()));
}

TimeScale StageBars::scale() const
{
    TimeScale scale;
    scale.beginNs = double(m_rows.first().parts.first().begin);
    scale.endNs = scale.beginNs + 1;
    for (const Row &row : m_rows)
        scale.endNs = qMax(scale.endNs, double(row.parts.last().end));
    scale.left = nameWidth();
    scale.width = width() - scale.left - timeWidth(fontMetrics()) - 2;
    return scale;
}

void StageBars::paintParts(QPainter &painter, const Row &row, const QRect &line, const StageColours &colours) const
{
    const TimeScale scale = this->scale();
    const double top = line.center().y() - barHeight / 2.0 + 0.5;
    for (const Interval &part : row.parts) {
        const double left = scale.xOf(double(part.begin));
        const QRectF bar(left, top, qMax(leastBarWidth, scale.xOf(double(part.end)) - left), barHeight);
        if (row.stage) {
            const double radius = qMin(2.0, bar.width() / 2);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colours.of(*row.stage));
            painter.drawRoundedRect(bar, radius, radius);
        } else if (bar.width() > leastBarWidth) {
            paintLoopWait(painter, bar.toAlignedRect(), colours);
        } else { // too narrow for a hatch
            painter.fillRect(bar, colours.mutedText);
        }
    }
}

void StageBars::paintEvent(QPaintEvent *)
{
    if (m_rows.isEmpty())
        return;
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    QRect line(0, 0, width(), rowHeight());
    for (const Row &row : m_rows) {
        painter.setPen(colours.mutedText);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, row.name);
        paintParts(painter, row, line, colours);
        painter.setPen(colours.text);
        const QString time = durationForPeople(row.length()) + (row.isOpen ? QStringLiteral(" …") : QString());
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, time);
        line.translate(0, rowHeight());
    }
}

} // namespace fiftyfold
