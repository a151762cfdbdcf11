// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"
#include "models/base/timescale.h"

#include <QBrush>
#include <QImage>
#include <QList>

class QPainter;
class QRectF;

namespace fiftyfold {

class StageColours;

// How loop waits look wherever they are drawn: hatched, as nothing happens in them.

QBrush loopWaitBrush(const StageColours &colours);
/// A tile of lines that are closer, so that they are seen in rows of a pixel or two.
QImage loopWaitTile(const StageColours &colours);
/// Leaves pen and brush as they were.
void paintLoopWait(QPainter &painter, const QRectF &bar, const StageColours &colours);

/// Those of a row, as far as they are in view and a pixel wide at least: what is less belongs to the stages beside it.
void paintLoopWaits(QPainter &painter, const QList<Interval> &waits, const TimeScale &scale, double top, double height,
                    const StageColours &colours);

} // namespace fiftyfold
