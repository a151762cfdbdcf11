// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/plotaxes.h"

#include "widgets/base/stagecolours.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/timegestures.h"

namespace fiftyfold {

void makeAxesCalm(QCustomPlot &plot)
{
    const QList<QCPAxis *> axes = plot.axisRect()->axes();
    for (QCPAxis *axis : axes) {
        axis->setTickPen(Qt::NoPen);
        axis->setSubTicks(false);
        axis->setBasePen(Qt::NoPen);
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    }
}

void colourAxes(QCustomPlot &plot, const QPalette &palette, const QFont &font)
{
    const StageColours colours(palette);
    const QFont small = plotLabelFont(font);
    plot.setBackground(colours.card);
    const QList<QCPAxis *> axes = plot.axisRect()->axes();
    for (QCPAxis *axis : axes) {
        axis->grid()->setPen(QPen(colours.grid, 1));
        axis->setTickLabelColor(colours.mutedText);
        axis->setTickLabelFont(small);
    }
}

} // namespace fiftyfold
