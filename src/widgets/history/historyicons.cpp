// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/historyicons.h"

#include "widgets/base/stagecolours.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <QWidget>

namespace fiftyfold {

namespace {

/// In a square of 16.
QPainterPath pathOf(HistoryIcon icon)
{
    QPainterPath path;
    const auto line = [&path](std::initializer_list<QPointF> points) {
        path.addPolygon(QPolygonF(QList<QPointF>(points)));
    };
    switch (icon) {
    case HistoryIcon::Pin:
        line({{5, 2}, {11, 2}, {10, 7}, {13, 10}, {3, 10}, {6, 7}, {5, 2}});
        line({{8, 10}, {8, 15}});
        break;
    case HistoryIcon::Baseline: // a curve before a level
        line({{2, 14}, {4, 9}, {7, 6}, {10, 8}, {12, 7}, {14, 2}});
        line({{2, 11}, {4, 11}});
        line({{9, 11}, {14, 11}});
        break;
    case HistoryIcon::Comparison:
        line({{2, 3}, {13, 3}});
        line({{2, 8}, {9, 8}});
        line({{2, 13}, {6, 13}});
        break;
    case HistoryIcon::Capacity:
        path.moveTo(2.3, 13);
        path.arcTo(QRectF(1.5, 3, 13, 13), 205, -230);
        line({{8, 9.5}, {11, 6}});
        break;
    case HistoryIcon::Label:
        line({{2, 8}, {8, 2}, {14, 2}, {14, 8}, {8, 14}, {2, 8}});
        path.addEllipse(QPointF(11, 5), 1, 1);
        break;
    case HistoryIcon::Export:
        line({{8, 10}, {8, 2}, {5, 5}});
        line({{8, 2}, {11, 5}});
        line({{2, 9}, {2, 14}, {14, 14}, {14, 9}});
        break;
    case HistoryIcon::Remove:
        line({{2, 4}, {14, 4}});
        line({{4, 4}, {5, 14}, {11, 14}, {12, 4}});
        line({{6, 4}, {6, 2}, {10, 2}, {10, 4}});
        break;
    case HistoryIcon::Close:
        line({{8, 3}, {3, 8}, {8, 13}});
        line({{13, 3}, {8, 8}, {13, 13}});
        break;
    }
    return path;
}

} // namespace

void paintHistoryIcon(QPainter &painter, HistoryIcon icon, const QRectF &square, const QColor &colour)
{
    constexpr double side = 16;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.topLeft());
    painter.scale(square.width() / side, square.height() / side);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(icon == HistoryIcon::Pin ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawPath(pathOf(icon));
    painter.restore();
}

QIcon historyIcon(HistoryIcon icon, const QWidget &widget)
{
    constexpr int side = 16;
    const StageColours colours(widget.palette());
    const qreal ratio = widget.devicePixelRatioF();
    QIcon result;
    for (const auto &[mode, colour] : {std::pair(QIcon::Normal, colours.text),
                                       std::pair(QIcon::Disabled, blended(colours.text, colours.card, 0.4))}) {
        QPixmap pixmap(QSize(side, side) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintHistoryIcon(painter, icon, QRectF(0, 0, side, side), colour);
        painter.end();
        result.addPixmap(pixmap, mode);
    }
    return result;
}

} // namespace fiftyfold
