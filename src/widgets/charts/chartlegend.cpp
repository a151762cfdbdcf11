// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartlegend.h"

#include "widgets/base/failurecross.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>

namespace fiftyfold {

namespace {

constexpr int markGap = 5;
constexpr int markedGap = 11; ///< From one entry to the next.

int legendMarkWidth(ChartLegend::Mark mark)
{
    return mark == ChartLegend::Mark::Line || mark == ChartLegend::Mark::Dashes ? 14 : 7;
}

void paintMark(QPainter &painter, const ChartLegend::Entry &entry, const QRectF &area)
{
    constexpr double thickness = 2;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(entry.colour, thickness, Qt::SolidLine, Qt::FlatCap));
    const QPointF middle = area.center();
    switch (entry.mark) {
    case ChartLegend::Mark::Dot:
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.colour);
        painter.drawEllipse(middle, area.width() / 2, area.width() / 2);
        break;
    case ChartLegend::Mark::Dashes:
        painter.drawLine(QPointF(area.left(), middle.y()), QPointF(middle.x() - 2, middle.y()));
        painter.drawLine(QPointF(middle.x() + 2, middle.y()), QPointF(area.right(), middle.y()));
        break;
    case ChartLegend::Mark::Line:
        painter.drawLine(QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y()));
        break;
    case ChartLegend::Mark::Cross:
        paintFailureCross(painter, middle, area.width() / 2, entry.colour);
        break;
    }
}

} // namespace

ChartLegend::ChartLegend(QWidget *parent)
    : QWidget(parent)
{
    setLayoutDirection(Qt::LeftToRight);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    setFont(small);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Legend"));
}

void ChartLegend::setEntries(const std::vector<Entry> &entries)
{
    if (m_entries == entries)
        return;
    m_entries = entries;
    QStringList names;
    for (const Entry &entry : entries)
        names.append(entry.name);
    setAccessibleDescription(names.join(QLatin1String(", ")));
    updateGeometry();
    update();
}

int ChartLegend::widthOfTexts() const
{
    int width = 0;
    for (const Entry &entry : m_entries)
        width += fontMetrics().horizontalAdvance(entry.name);
    return width;
}

/// Marks and gaps.
int ChartLegend::widthBesideTexts() const
{
    int width = 0;
    for (const Entry &entry : m_entries)
        width += legendMarkWidth(entry.mark) + markGap + markedGap;
    return width;
}

QSize ChartLegend::sizeHint() const
{
    return QSize(widthBesideTexts() + widthOfTexts(), fontMetrics().height());
}

QSize ChartLegend::minimumSizeHint() const
{
    return QSize(60, fontMetrics().height());
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    // Where there is not enough room, each name leaves out its share: none of the marks goes without its own.
    const int texts = widthOfTexts();
    const int room = qMax(0, width() - widthBesideTexts() + markedGap);
    int x = 0;
    for (const Entry &entry : m_entries) {
        const int mark = legendMarkWidth(entry.mark);
        const int whole = fontMetrics().horizontalAdvance(entry.name);
        const int text = texts <= room ? whole : whole * room / texts;
        paintMark(painter, entry, QRectF(x, 0, mark, height()));
        painter.setPen(colours.mutedText);
        painter.drawText(QRect(x + mark + markGap, 0, text + 1, height()), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(entry.name, Qt::ElideRight, text + 1));
        x += mark + markGap + text + markedGap;
    }
}

} // namespace fiftyfold
