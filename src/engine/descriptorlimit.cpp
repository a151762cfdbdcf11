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

quint32 clampedToDescriptorLimit(const RunPlan &plan, QString *notice)
{
    const quint32 atOnce = plan.effectiveAtOnce();
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return atOnce;
    const auto needed = [&plan](quint32 lanes) { return rlim_t(descriptorsFor(plan, lanes)); };
    const rlim_t used = openDescriptors() + reserve;
    if (limit.rlim_cur < limit.rlim_max && limit.rlim_cur < used + needed(atOnce)) {
        limit.rlim_cur = std::min(limit.rlim_max, used + needed(atOnce));
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    quint32 possible = atOnce;
    while (possible > 1 && used + needed(possible) > limit.rlim_cur)
        --possible;
    if (possible < atOnce) {
        *notice =
            QStringLiteral("At once was lowered from %1 to %2: this process may open %3 files only. Raise the limit "
                           "with \"ulimit -n\" to have more in flight.")
                .arg(atOnce)
                .arg(possible)
                .arg(limit.rlim_cur);
    }
    return possible;
}

} // namespace fiftyfold
