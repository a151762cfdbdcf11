// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/descriptorlimit.h"

#include "engine/lanelimit.h"
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
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return {};
    const rlim_t used = openDescriptors() + reserve;
    const auto needed = [&](quint32 lanes, quint32 threads) { return used + descriptorsFor(plan, lanes, threads); };
    const rlim_t wanted = needed(plan.effectiveAtOnce(), plan.effectiveThreads());
    if (limit.rlim_cur < limit.rlim_max && limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    const QString lowered = lowerLanes(
        plan, [&](quint32 lanes, quint32 threads) { return needed(lanes, threads) <= limit.rlim_cur; });
    if (lowered.isEmpty())
        return {};
    return QStringLiteral("%1: this process may open %2 files only. Raise the limit with \"ulimit -n\" to have more in "
                          "flight.")
        .arg(lowered)
        .arg(limit.rlim_cur);
}

} // namespace fiftyfold
