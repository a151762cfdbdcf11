// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartlegend.h"

#include "widgets/base/failurecross.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>

namespace fiftyfold {

namespace {

constexpr int markGap = 5;
constexpr int markedGap = 11; ///< From one entry to the next.
constexpr int legendLineGap = 1;

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
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
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

std::vector<QRect> ChartLegend::placesWithin(int width) const
{
    const int line = fontMetrics().height();
    std::vector<QRect> places;
    QPoint next;
    for (const Entry &entry : m_entries) {
        const int mark = legendMarkWidth(entry.mark) + markGap;
        const int whole = mark + fontMetrics().horizontalAdvance(entry.name) + 1;
        if (next.x() > 0 && next.x() + whole > width)
            next = QPoint(0, places.back().bottom() + 1 + legendLineGap);
        int height = line;
        if (whole > width) {
            const QRect room(0, 0, qMax(1, width - mark), QWIDGETSIZE_MAX);
            const int wrapped = fontMetrics().boundingRect(room, Qt::TextWordWrap, entry.name).height();
            height = line + (qRound(double(wrapped) / fontMetrics().lineSpacing()) - 1) * fontMetrics().lineSpacing();
        }
        places.emplace_back(next, QSize(qMin(whole, width), height));
        next.rx() += whole + markedGap;
    }
    return places;
}

QSize ChartLegend::sizeHint() const
{
    const std::vector<QRect> places = placesWithin(QWIDGETSIZE_MAX);
    return QSize(places.empty() ? 0 : places.back().right() + 1, fontMetrics().height());
}

QSize ChartLegend::minimumSizeHint() const
{
    return QSize(60, fontMetrics().height());
}

int ChartLegend::heightForWidth(int width) const
{
    const std::vector<QRect> places = placesWithin(width);
    return places.empty() ? fontMetrics().height() : places.back().bottom() + 1;
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<QRect> places = placesWithin(width());
    const int line = fontMetrics().height();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        const int mark = legendMarkWidth(entry.mark);
        const QRect name = places[i].adjusted(mark + markGap, 0, 0, 0);
        const bool isWrapped = name.height() > line;
        paintMark(painter, entry, QRectF(places[i].topLeft(), QSizeF(mark, line)));
        painter.setPen(colours.mutedText);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignTop | (isWrapped ? Qt::TextWordWrap : Qt::TextSingleLine),
                         isWrapped ? entry.name : fontMetrics().elidedText(entry.name, Qt::ElideRight, name.width()));
    }
}

} // namespace fiftyfold
