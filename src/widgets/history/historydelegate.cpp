// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/historydelegate.h"

#include "widgets/base/stagecolours.h"
#include "widgets/history/historyicons.h"
#include "widgets/history/historymodel.h"
#include "widgets/history/historywording.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr int entrySideMargin = 9;
constexpr int entryLineGap = 2;
constexpr int entryMargin = 5;
constexpr QSize sparklineSize(46, 14);
constexpr int sparklineGap = 7;

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

void paintDay(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const StageColours colours(option.palette);
    painter.fillRect(option.rect, blended(colours.cardBorder, colours.card, 0.35));
    painter.setFont(bold(option.font));
    painter.setPen(colours.mutedText);
    painter.drawText(option.rect.adjusted(entrySideMargin, 0, -entrySideMargin, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(painter.font())
                         .elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight,
                                     option.rect.width() - 2 * entrySideMargin));
}

/// From nought to the most; a gap where nothing ended.
void paintSparkline(QPainter &painter, const QRectF &rect, const QList<float> &points, const QColor &colour)
{
    const float most = points.isEmpty() ? 0 : *std::max_element(points.begin(), points.end());
    if (most <= 0)
        return;
    QPainterPath path;
    bool isBegun = false;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const double x = rect.left() + rect.width() * double(i) / double(std::max<qsizetype>(points.size() - 1, 1));
        const double y = rect.bottom() - rect.height() * double(points[i]) / double(most);
        if (points[i] < 0)
            isBegun = false;
        else if (std::exchange(isBegun, true))
            path.lineTo(x, y);
        else
            path.moveTo(x, y);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

QColor standingColour(KeptStanding standing, const StageColours &colours)
{
    switch (standing) {
    case KeptStanding::Faster:
        return colours.success;
    case KeptStanding::Slower:
        return colours.error;
    case KeptStanding::Baseline:
        return colours.accent;
    case KeptStanding::None:
    case KeptStanding::Same:
        break;
    }
    return colours.mutedText;
}

} // namespace

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    if (index.data(HistoryModel::IsDayRole).toBool()) {
        paintDay(*painter, option, index);
        painter->restore();
        return;
    }
    const StageColours colours(option.palette);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, colours.selectedRow);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colours.accent);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colours.accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->setPen(colours.grid);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    const int height = option.fontMetrics.height();
    QRect line = option.rect.adjusted(entrySideMargin, entryMargin, -entrySideMargin, 0);
    line.setHeight(height);
    const auto left = [&](const QString &text, const QColor &colour, int reserved) {
        painter->setPen(colour);
        const QFontMetrics metrics(painter->font());
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideRight, line.width() - reserved));
    };
    painter->setFont(option.font);
    painter->setPen(colours.mutedText);
    const QString time = index.data(HistoryModel::TimeRole).toString();
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, time);
    const auto icon = [&](HistoryIcon which, const QColor &colour) {
        const int side = height - 4;
        paintHistoryIcon(*painter, which, QRectF(line.left(), line.top() + 2, side, side), colour);
        line.setLeft(line.left() + side + 4);
    };
    const auto kind = static_cast<KeptKind>(index.data(HistoryModel::KindRole).toInt());
    if (kind != KeptKind::Run)
        icon(kind == KeptKind::Comparison ? HistoryIcon::Comparison : HistoryIcon::Capacity, colours.mutedText);
    if (index.data(HistoryModel::IsPinnedRole).toBool()) {
        icon(HistoryIcon::Pin, colours.accent);
        painter->setFont(bold(option.font));
    }
    left(index.data(Qt::DisplayRole).toString(), colours.text,
         option.fontMetrics.horizontalAdvance(time) + entrySideMargin);
    painter->setFont(option.font);
    line.setLeft(option.rect.left() + entrySideMargin);
    line.translate(0, height + entryLineGap);
    left(index.data(HistoryModel::LoadRole).toString(), colours.mutedText, 0);
    line.translate(0, height + entryLineGap);
    const auto points = index.data(HistoryModel::SparklineRole).value<QList<float>>();
    const QString figure = index.data(HistoryModel::FigureRole).toString();
    const QString standing = index.data(HistoryModel::StandingTextRole).toString();
    const auto widthOf = [&option](const QString &text) {
        return text.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(text) + sparklineGap;
    };
    const int ofSparkline = sparklineSize.width() + sparklineGap;
    // Figures are what one reads, so it is the sparkline that gives way to them.
    const bool isDrawn =
        !points.isEmpty() && (standing.isEmpty() || widthOf(figure) + widthOf(standing) + ofSparkline <= line.width());
    const int taken = isDrawn ? ofSparkline : 0;
    painter->setPen(standingColour(static_cast<KeptStanding>(index.data(HistoryModel::StandingRole).toInt()), colours));
    painter->drawText(line.adjusted(0, 0, -taken, 0), Qt::AlignRight | Qt::AlignVCenter, standing);
    left(figure, index.data(HistoryModel::HasFailedRole).toBool() ? colours.error : colours.text,
         taken + widthOf(standing));
    const QRectF place(line.right() - sparklineSize.width(), line.center().y() - sparklineSize.height() / 2,
                       sparklineSize.width(), sparklineSize.height());
    if (isDrawn)
        paintSparkline(*painter, place, points, colours.accent);
    painter->restore();
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    constexpr int usualWidth = 200;
    const int height = option.fontMetrics.height();
    return index.data(HistoryModel::IsDayRole).toBool()
               ? QSize(usualWidth, height + 8)
               : QSize(usualWidth, 3 * height + 2 * entryLineGap + 2 * entryMargin);
}

} // namespace fiftyfold
