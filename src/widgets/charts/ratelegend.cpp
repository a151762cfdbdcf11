// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/ratelegend.h"

#include "widgets/base/stagecolours.h"

#include <QPainter>

namespace fiftyfold {

namespace {
constexpr int lineLength = 14;
constexpr int legendGap = 5;
constexpr int entryGap = 11;
} // namespace

RateLegend::RateLegend(QWidget *parent)
    : QWidget(parent)
{
    setLayoutDirection(Qt::LeftToRight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Legend of the rates"));
}

QString RateLegend::textOf(RateKind kind) const
{
    return kind == RateKind::Lag ? tr("%1, up to %2").arg(nameOf(kind), m_lagScale) : nameOf(kind);
}

void RateLegend::setKinds(const std::vector<RateKind> &kinds, const QString &lagScale)
{
    if (m_kinds == kinds && m_lagScale == lagScale)
        return;
    m_kinds = kinds;
    m_lagScale = lagScale;
    QStringList texts;
    for (const RateKind kind : kinds)
        texts.append(textOf(kind));
    setAccessibleDescription(texts.join(QLatin1String(", ")));
    updateGeometry();
    update();
}

QSize RateLegend::sizeHint() const
{
    int width = 0;
    for (const RateKind kind : m_kinds)
        width += lineLength + legendGap + fontMetrics().horizontalAdvance(textOf(kind)) + entryGap;
    return QSize(width, fontMetrics().height());
}

QSize RateLegend::minimumSizeHint() const
{
    return QSize(80, fontMetrics().height());
}

void RateLegend::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    int x = 0;
    for (const RateKind kind : m_kinds) {
        const QString text = textOf(kind);
        const int textWidth = fontMetrics().horizontalAdvance(text);
        if (x + lineLength + legendGap + textWidth > width())
            return;
        QPen pen(colourOf(kind, colours), 2, Qt::SolidLine, Qt::FlatCap);
        if (kind == RateKind::Asked)
            pen.setDashPattern({2, 1});
        painter.setPen(pen);
        painter.drawLine(x, height() / 2, x + lineLength, height() / 2);
        painter.setPen(colours.mutedText);
        painter.drawText(QRect(x + lineLength + legendGap, 0, textWidth + 1, height()),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
        x += lineLength + legendGap + textWidth + entryGap;
    }
}

} // namespace fiftyfold
