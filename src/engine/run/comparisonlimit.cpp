// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/comparisonlimit.h"

#include "core/plan/strategytraits.h"
#include "core/text/remark.h"
#include "engine/runners/descriptorlimit.h"
#include "engine/runners/threadlimit.h"

#include <algorithm>

namespace fiftyfold {

namespace {

/// What is there when a run looks again: the practice server with its pipes, the engine thread, what makes a round of
/// the run before.
constexpr quint32 laterDescriptors = 16;
constexpr quint32 laterThreads = 3;

/// The most that all can have, and what stops it there.
struct Ceiling {
    quint32 most = 0;
    QString reason;

    void lower(quint32 wanted, quint32 possible, const QString &why)
    {
        if (possible >= wanted || possible >= most)
            return;
        most = possible;
        reason = why;
    }
};

} // namespace

QString clampAlike(const QList<RunPlan *> &plans)
{
    Ceiling atOnce{requestsLimit, {}};
    Ceiling threads{threadsLimit, {}};
    quint32 mostAtOnce = 0;
    quint32 mostThreads = 0;
    quint32 mostNeeded = 0;
    for (const RunPlan *plan : plans)
        mostNeeded = std::max(mostNeeded, threadsNeededBy(*plan));
    const ThreadSupply supply = threadSupply(mostNeeded + laterThreads); // once, as each thread is really started
    for (const RunPlan *plan : plans) {
        mostAtOnce = std::max(mostAtOnce, plan->effectiveAtOnce());
        mostThreads = std::max(mostThreads, static_cast<quint32>(std::max(plan->threads, 1)));
        const quint32 wantedThreads = plan->effectiveThreads();
        const bool isLaneAThread = strategyOf(*plan).lanes == LanesOn::Threads;
        const auto heed = [&](const RunPlan &possible, const LaneLimit &limit) {
            atOnce.lower(plan->effectiveAtOnce(), possible.atOnce, limit.reason);
            if (!isLaneAThread)
                threads.lower(wantedThreads, static_cast<quint32>(possible.threads), limit.reason);
        };
        RunPlan possible = *plan;
        const LaneLimit ofDescriptors = clampToDescriptorLimit(possible, laterDescriptors);
        if (ofDescriptors.problem.isEmpty())
            heed(possible, ofDescriptors);
        const LaneLimit ofThreads = clampToThreadLimit(possible, laterThreads, supply);
        if (ofThreads.problem.isEmpty())
            heed(possible, ofThreads);
    }
    for (RunPlan *plan : plans) {
        if (plan->effectiveAtOnce() > atOnce.most)
            plan->atOnce = atOnce.most;
        plan->threads = std::min(plan->threads, static_cast<int>(threads.most));
    }
    const bool isLower = atOnce.most < mostAtOnce;
    const bool isFewerThreads = threads.most < mostThreads;
    if (!isLower && !isFewerThreads)
        return {};
    QStringList values;
    QStringList reasons;
    if (isLower) {
        values += {QString::number(mostAtOnce), QString::number(atOnce.most)};
        reasons.append(atOnce.reason);
    }
    if (isFewerThreads) {
        values += {QString::number(mostThreads), QString::number(threads.most)};
        reasons.append(threads.reason);
    }
    reasons.removeDuplicates();
    const RemarkKind kind = isLower && isFewerThreads ? RemarkKind::BothOfAllLowered
                            : isLower                 ? RemarkKind::LanesOfAllLowered
                                                      : RemarkKind::ThreadsOfAllLowered;
    return remarkText(kind, values) + QLatin1String(": ") + reasons.join(QLatin1Char(' '));
}

} // namespace fiftyfold
