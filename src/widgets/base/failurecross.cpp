// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/failurecross.h"

#include <QPainter>

namespace fiftyfold {

void paintFailureCross(QPainter &painter, QPointF centre, double half, const QColor &colour)
{
    constexpr double thickness = 1.5;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, thickness, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre + QPointF(-half, -half), centre + QPointF(half, half));
    painter.drawLine(centre + QPointF(-half, half), centre + QPointF(half, -half));
}

} // namespace fiftyfold
