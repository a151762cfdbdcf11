// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/capacity/capacitycurve.h"

#include "core/capacity/capacitywording.h"

#include <algorithm>

namespace fiftyfold {

std::vector<CapacityPoint> capacityCurve(const CapacityRecord &record)
{
    std::vector<CapacityPoint> points;
    for (const CapacityStep &step : record.steps) {
        if (const std::optional<double> ns = watchedNs(step))
            points.push_back({step.rate, *ns, step.verdict == StepVerdict::Held});
    }
    std::stable_sort(points.begin(), points.end(),
                     [](const CapacityPoint &a, const CapacityPoint &b) { return a.rate < b.rate; });
    return points;
}

} // namespace fiftyfold
