// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capacity/capacityterminal.h"

#include "core/plan/plancommand.h"
#include "core/run/thresholdset.h"
#include "core/text/quantities.h"

namespace fiftyfold {

QStringList terminalCommandParts(const CapacityPlan &plan)
{
    const RunPlan usual;
    RunPlan run = plan.run; // whose load, but for its lanes and arrivals, is that of the steps
    run.requests = usual.requests;
    run.duration = usual.duration;
    run.rate = usual.rate;
    run.rampUp = usual.rampUp;
    QStringList parts = terminalCommandParts(run);
    parts.first() = QStringLiteral("fiftyfold-cli capacity");
    parts += terminalCommandParts(ThresholdSet{plan.objectives, false});
    if (plan.stepTime.count() > 0)
        parts.append(QLatin1String("--duration ") + durationToText(plan.stepTime));
    if (plan.from > 0)
        parts.append(QLatin1String("--from ") + rateToText({{{plan.from, plan.from, std::chrono::nanoseconds(0)}}}));
    return parts;
}

} // namespace fiftyfold
