// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/descriptorlimit.h"

#include "core/plan/strategytraits.h"
#include "core/text/remark.h"
#include "engine/base/systemlimits.h"
#include "engine/pipeline/managerpool.h"
#include "engine/pipeline/stepexecutor.h"
#include "engine/runners/externalrunner.h"

#include <QDir>

#include <algorithm>

#include <fcntl.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

/// What a plan takes beside what is counted.
struct Spare {
    rlim_t own = 0;   ///< For files being saved, the windowing system, and what starts later.
    rlim_t other = 0; ///< What a program that carries a plan out has open before its first request.
};

constexpr Spare usualSpare{16, 24};
constexpr Spare leastSpare{2, 8}; ///< With less nothing would run.
constexpr rlim_t perChild = 4;    ///< Three pipes, and the descriptor that tells of its end.

struct OpenDescriptors {
    rlim_t all = 0;
    rlim_t inherited = 0; ///< By a child, beyond the standard streams.
};

OpenDescriptors openDescriptors()
{
    const QStringList numbers =
        QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System);
    OpenDescriptors open;
    for (const QString &number : numbers) {
        ++open.all;
        const int descriptor = number.toInt();
        const int flags = fcntl(descriptor, F_GETFD);
        if (descriptor > STDERR_FILENO && flags >= 0 && (flags & FD_CLOEXEC) == 0)
            ++open.inherited;
    }
    return open;
}

/// Beyond connections and threads: a lane that blocks saves while the others do, and the steps' processes have pipes.
rlim_t neededForSteps(const RunPlan &plan, quint32 lanes, quint32 threads)
{
    if (strategyOf(plan).lanes == LanesOn::Threads)
        return lanes;
    const rlim_t workers = executorWorkersFor(plan, lanes, threads);
    return strategyOf(plan).steps == StepsOn::ProcessPool ? workers * perChild : workers;
}

/// Of the process that needs most: this one, or one that carries out a share of the plan.
rlim_t neededFor(const RunPlan &plan, quint32 lanes, quint32 threads, const OpenDescriptors &open, const Spare &spare)
{
    if (!ExternalRunner::isNeededFor(plan))
        return open.all + spare.own + descriptorsFor(plan, lanes, threads) + neededForSteps(plan, lanes, threads);
    const quint32 processes = std::max(ExternalRunner::processesFor(plan, lanes), 1U);
    const rlim_t own = open.all + spare.own + processes * perChild;
    const quint32 share = (lanes + processes - 1) / processes;
    const rlim_t ofEach = plan.runnerCommand.isEmpty()
                              ? spare.own + descriptorsFor(plan, share, std::min(threads, share))
                              : rlim_t(share) * 2; // a connection and a file for each, as nobody knows how it is made
    const rlim_t ofServer = plan.isPractice() ? open.inherited + spare.other + lanes : 0; // it has all connections
    return std::max({own, open.inherited + spare.other + ofEach, ofServer});
}

} // namespace

LaneLimit clampToDescriptorLimit(RunPlan &plan, quint32 later)
{
    plan.atOnce = plan.effectiveAtOnce();
    OpenDescriptors open = openDescriptors();
    open.all += later;
    const rlim_t limit =
        descriptorLimitRaisedTo(neededFor(plan, plan.atOnce, plan.effectiveThreads(), open, usualSpare));
    const QString reason =
        remarkText(ExternalRunner::isNeededFor(plan) ? RemarkKind::FilesOfEach : RemarkKind::FilesOfThis,
                   {QString::number(limit)});
    LaneLimit result;
    result.lowered = lowerLanes(plan, [&](quint32 lanes, quint32 threads) {
        return neededFor(plan, lanes, threads, open, usualSpare) <= limit;
    });
    result.reason = QStringLiteral("%1. %2").arg(reason, remarkText(RemarkKind::RaiseFilesForMore));
    if (neededFor(plan, plan.atOnce, plan.effectiveThreads(), open, leastSpare) > limit) {
        result.problem = QStringLiteral("%1: %2. %3")
                             .arg(remarkText(RemarkKind::NoRoomForFiles, {plan.strategy}), reason,
                                  remarkText(RemarkKind::RaiseFiles));
    }
    return result;
}

} // namespace fiftyfold
