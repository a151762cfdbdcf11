// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/descriptorlimit.h"

#include "engine/managerpool.h"

#include <QDir>

#include <algorithm>

#include <sys/resource.h>

namespace fiftyfold {

namespace {

constexpr quint32 reserve = 16; ///< For files being saved, the windowing system, and what starts later.

quint32 openDescriptors()
{
    return static_cast<quint32>(
        QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size());
}

} // namespace

QString clampToDescriptorLimit(RunPlan &plan)
{
    const quint32 atOnce = plan.effectiveAtOnce();
    const quint32 threads = plan.effectiveThreads();
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return {};
    const rlim_t used = openDescriptors() + reserve;
    const bool isLaneAThread = plan.strategy == QLatin1String("threads");
    const auto needed = [&](quint32 lanes, quint32 groups) {
        return used + descriptorsFor(plan, lanes, isLaneAThread ? lanes : std::min(groups, lanes));
    };
    if (limit.rlim_cur < limit.rlim_max && limit.rlim_cur < needed(atOnce, threads)) {
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, needed(atOnce, threads));
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    quint32 possibleThreads = threads;
    while (possibleThreads > 1 && !isLaneAThread && needed(atOnce, possibleThreads) > limit.rlim_cur)
        --possibleThreads; // lanes are worth more
    quint32 possible = atOnce;
    while (possible > 1 && needed(possible, possibleThreads) > limit.rlim_cur)
        --possible;
    plan.atOnce = possible;
    if (!isLaneAThread)
        plan.threads = static_cast<int>(possibleThreads);
    QStringList lowered;
    if (possible < atOnce)
        lowered.append(QStringLiteral("At once was lowered from %1 to %2").arg(atOnce).arg(possible));
    if (possibleThreads < threads)
        lowered.append(QStringLiteral("engine threads were lowered from %1 to %2").arg(threads).arg(possibleThreads));
    if (lowered.isEmpty())
        return {};
    QString sentence = lowered.join(QLatin1String(", and "));
    sentence[0] = sentence[0].toUpper();
    return QStringLiteral("%1: this process may open %2 files only. Raise the limit with \"ulimit -n\" to have more in "
                          "flight.")
        .arg(sentence)
        .arg(limit.rlim_cur);
}

} // namespace fiftyfold
