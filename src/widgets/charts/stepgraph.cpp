// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/stepgraph.h"

namespace fiftyfold {

StepGraph::StepGraph(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : QCPGraph(keyAxis, valueAxis)
{
    setLineStyle(lsStepLeft);
}

void StepGraph::drawFill(QCPPainter *painter, QVector<QPointF> *lines) const
{
    if (mBrush.style() == Qt::NoBrush)
        return;
    applyFillAntialiasingHint(painter);
    const double zero = mValueAxis->coordToPixel(0);
    for (qsizetype i = 1; i < lines->size(); ++i) {
        const QPointF &from = lines->at(i - 1);
        const QPointF &to = lines->at(i);
        if (from.x() < to.x()) // a step; the lines between two are upright
            painter->fillRect(QRectF(from, QPointF(to.x(), zero)), mBrush);
    }
}

} // namespace fiftyfold
