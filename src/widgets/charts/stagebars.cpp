// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/stagebars.h"

#include "core/text/quantities.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>

namespace fiftyfold {

namespace {
constexpr int barHeight = 9;

int nameWidth(const QFontMetrics &metrics)
{
    return metrics.horizontalAdvance(QStringLiteral("connect")) + 16;
}

int timeWidth(const QFontMetrics &metrics)
{
    return metrics.horizontalAdvance(QStringLiteral("999.9 ms …")) + 8;
}
} // namespace

StageBars::StageBars(QWidget *parent)
    : QWidget(parent)
{
    setLayoutDirection(Qt::LeftToRight); // so does time
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Stages of this request"));
}

void StageBars::setSpans(const QList<StageSpan> &spans)
{
    const bool isTaller = m_spans.size() != spans.size();
    m_spans = spans;
    QStringList parts;
    for (const StageSpan &span : spans)
        parts.append(stageName(span.stage) + QLatin1Char(' ') + durationForPeople(span.end - span.begin));
    setAccessibleDescription(parts.join(QLatin1String(", ")));
    if (isTaller)
        updateGeometry();
    update();
}

int StageBars::rowHeight() const
{
    return fontMetrics().height() + 6;
}

QSize StageBars::sizeHint() const
{
    return QSize(240, rowHeight() * int(m_spans.size()));
}

QSize StageBars::minimumSizeHint() const
{
    return QSize(nameWidth(fontMetrics()) + timeWidth(fontMetrics()) + 40, rowHeight() * int(m_spans.size()));
}

void StageBars::paintEvent(QPaintEvent *)
{
    if (m_spans.isEmpty())
        return;
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    const double begin = double(m_spans.first().begin);
    double end = begin + 1;
    for (const StageSpan &span : m_spans)
        end = qMax(end, double(span.end));
    const int barsLeft = nameWidth(fontMetrics());
    const double barsWidth = width() - barsLeft - timeWidth(fontMetrics());
    QRect line(0, 0, width(), rowHeight());
    for (const StageSpan &span : m_spans) {
        painter.setPen(colours.mutedText);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, stageName(span.stage));
        const double left = barsLeft + (double(span.begin) - begin) / (end - begin) * (barsWidth - 2);
        const double right = barsLeft + (double(span.end) - begin) / (end - begin) * (barsWidth - 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.of(span.stage));
        const double width = qMax(2.0, right - left);
        const double radius = qMin(2.0, width / 2);
        painter.drawRoundedRect(QRectF(left, line.center().y() - barHeight / 2.0 + 0.5, width, barHeight), radius,
                                radius);
        painter.setPen(colours.text);
        const QString time =
            durationForPeople(span.end - span.begin) + (span.isOpen ? QStringLiteral(" …") : QString());
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, time);
        line.translate(0, rowHeight());
    }
}

} // namespace fiftyfold
