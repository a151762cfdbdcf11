// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonaxis.h"

#include "widgets/base/plaintooltip.h"
#include "widgets/base/stagecolours.h"
#include "widgets/comparison/comparisontable.h"

#include <QPainter>
#include <QStringList>

namespace fiftyfold {

namespace {
constexpr int axisMargin = 15;
constexpr int leastTickSpacing = 56;
} // namespace

ComparisonAxis::ComparisonAxis(const ComparisonTable *table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
{
    setLayoutDirection(Qt::LeftToRight); // as the table
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Scale of the bars"));
    connect(table, &ComparisonTable::barScaleChanged, this, qOverload<>(&QWidget::update));
}

void ComparisonAxis::setFloorText(const QString &text)
{
    m_floorText = text;
    setAccessibleDescription(text);
    setToolTip(plainToolTip(text));
    update();
}

void ComparisonAxis::setMarkText(const QString &text)
{
    m_markText = text;
    update();
}

QFont ComparisonAxis::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.84);
    return small;
}

QSize ComparisonAxis::sizeHint() const
{
    return {900, QFontMetrics(smallFont()).height() + 8};
}

QSize ComparisonAxis::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void ComparisonAxis::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setFont(smallFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const int flags = int(Qt::AlignLeft) | int(Qt::AlignVCenter) | int(Qt::TextSingleLine);
    const ComparisonScale scale = m_table->barScale();
    int taken = 0; // by the floor's text
    if (!m_floorText.isEmpty()) {
        painter.setPen(colours.now);
        // The rest is in the tooltip: a scale without figures says nothing.
        const int room = qMax(0, int(scale.left) - axisMargin - leastTickSpacing / 2);
        const QString text = metrics.elidedText(m_floorText, Qt::ElideRight, room);
        painter.drawText(rect().adjusted(axisMargin, 0, 0, 0), flags, text);
        taken = axisMargin + metrics.horizontalAdvance(text) + 8;
    }
    painter.setPen(colours.mutedText);
    for (const ComparisonScale::Tick &tick : scale.ticks(leastTickSpacing)) {
        const int half = metrics.horizontalAdvance(tick.label) / 2 + 1;
        const int x = qRound(scale.xOf(tick.ms));
        if (x - half >= taken)
            painter.drawText(QRect(x - half, 0, 2 * half, height()), int(Qt::AlignCenter), tick.label);
    }
    if (!m_markText.isEmpty()) {
        const QRect room(m_table->ratioLeft(), 0, width() - m_table->ratioLeft() - axisMargin, height());
        painter.drawText(room, flags, metrics.elidedText(m_markText, Qt::ElideRight, room.width()));
    }
}

} // namespace fiftyfold
