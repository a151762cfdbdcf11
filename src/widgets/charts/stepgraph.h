// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/customplot.h"

namespace fiftyfold {

/// A graph of steps whose area, down to zero, is painted as rectangles, each as wide as the steps that reach up to it:
/// no more of them than steps. QCPGraph has it painted as one polygon, for which Qt's rasteriser looks, in each line of
/// pixels, for the place of each edge among all before it: that takes the square of the number of steps. The plot owns
/// it. Main thread.
class StepGraph : public QCPGraph
{
public:
    StepGraph(QCPAxis *keyAxis, QCPAxis *valueAxis);

protected:
    void drawFill(QCPPainter *painter, QVector<QPointF> *lines) const override;
};

} // namespace fiftyfold
