// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QList>
#include <QPointF>

namespace fiftyfold {

/// The load of a plan over time, as it is drawn: how many requests become due a second, or how many lanes there are.
struct LoadShape {
    bool isOpen = false;
    QList<QPointF> points; ///< Seconds and level. Each piece of a rate has two: where it begins, where it ends.
    double seconds = 0;    ///< Where the last one is; 0: when all have ended, which nobody knows.
    double most = 0;       ///< The highest level.
};

/// Of a plan without problems. Cheap, whatever is in it.
LoadShape loadShapeOf(const RunPlan &plan);

} // namespace fiftyfold
