// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/stepgraph.h"

#include <algorithm>
#include <vector>

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
    struct Slab {
        double left;
        double top;
    };
    std::vector<Slab> open; // to the right, each higher than the one before it
    const auto closeDownTo = [&](double top, double right) {
        double left = right;
        while (!open.empty() && open.back().top < top) {
            left = open.back().left;
            const double highest = open.back().top;
            open.pop_back();
            const double bottom = open.empty() ? top : std::min(top, open.back().top);
            painter->fillRect(QRectF(QPointF(left, highest), QPointF(right, bottom)), mBrush);
        }
        return left;
    };
    for (qsizetype i = 1; i < lines->size(); ++i) {
        const QPointF &from = lines->at(i - 1);
        if (from.x() < lines->at(i).x()) { // a step; the lines between two are upright
            const double left = closeDownTo(std::min(from.y(), zero), from.x());
            if (from.y() < zero && (open.empty() || from.y() < open.back().top))
                open.push_back({left, from.y()});
        }
    }
    closeDownTo(zero, lines->isEmpty() ? 0 : lines->last().x());
}

} // namespace fiftyfold
