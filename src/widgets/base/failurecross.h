// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>

class QPainter;

namespace fiftyfold {

/// The mark of a request that failed, wherever it stands. `half`: from its centre to its sides, in pixels.
void paintFailureCross(QPainter &painter, QPointF centre, double half, const QColor &colour);

} // namespace fiftyfold
