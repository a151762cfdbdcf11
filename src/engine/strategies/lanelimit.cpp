// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/lanelimit.h"

#include "core/plan/strategytraits.h"

#include <QStringList>

#include <algorithm>

namespace fiftyfold {

QString lowerLanes(RunPlan &plan, const std::function<bool(quint32 lanes, quint32 threads)> &fits)
{
    const quint32 atOnce = plan.effectiveAtOnce();
    const quint32 threads = plan.effectiveThreads();
    const bool isLaneAThread = strategyOf(plan).lanes == LanesOn::Threads;
    const auto hasRoom = [&](quint32 lanes, quint32 groups) {
        return fits(lanes, isLaneAThread ? lanes : std::min(groups, lanes));
    };
    quint32 possibleThreads = threads;
    while (possibleThreads > 1 && !isLaneAThread && !hasRoom(atOnce, possibleThreads))
        --possibleThreads; // lanes are worth more
    quint32 possible = atOnce;
    while (possible > 1 && !hasRoom(possible, possibleThreads))
        --possible;
    plan.atOnce = possible;
    if (!isLaneAThread)
        plan.threads = static_cast<int>(possibleThreads);
    QStringList lowered;
    if (possible < atOnce)
        lowered.append(QStringLiteral("At once was lowered from %1 to %2").arg(atOnce).arg(possible));
    if (!isLaneAThread && possibleThreads < threads)
        lowered.append(QStringLiteral("engine threads were lowered from %1 to %2").arg(threads).arg(possibleThreads));
    QString text = lowered.join(QLatin1String(", and "));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace fiftyfold
