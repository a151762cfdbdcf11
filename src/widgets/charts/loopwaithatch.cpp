// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/loopwaithatch.h"

#include "widgets/base/stagecolours.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

/// Below the lines, so that a narrow one is seen as well.
QColor groundOf(const StageColours &colours)
{
    constexpr double share = 0.14;
    return blended(colours.mutedText, colours.card, share);
}

} // namespace

QBrush loopWaitBrush(const StageColours &colours)
{
    constexpr int tile = 8; // the pattern's
    QPixmap texture(tile, tile);
    QPainter painter(&texture);
    paintLoopWait(painter, texture.rect(), colours);
    return QBrush(texture);
}

QImage loopWaitTile(const StageColours &colours)
{
    constexpr int side = 4;
    QImage tile(side, side, QImage::Format_RGB32);
    tile.fill(groundOf(colours));
    for (int x = 0; x < side; ++x)
        tile.setPixelColor(x, side - 1 - x, colours.mutedText);
    return tile;
}

void paintLoopWait(QPainter &painter, const QRectF &bar, const StageColours &colours)
{
    painter.fillRect(bar, groundOf(colours));
    painter.fillRect(bar, QBrush(colours.mutedText, Qt::BDiagPattern));
}

void paintLoopWaits(QPainter &painter, const QList<Interval> &waits, const TimeScale &scale, double top, double height,
                    const StageColours &colours)
{
    for (const Interval &wait : waits) {
        const double left = std::round(std::max(scale.left, scale.xOf(static_cast<double>(wait.begin))));
        const double right = std::round(std::min(scale.left + scale.width, scale.xOf(static_cast<double>(wait.end))));
        if (right > left)
            paintLoopWait(painter, QRectF(left, top, right - left, height), colours);
    }
}

} // namespace fiftyfold
