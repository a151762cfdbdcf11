// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/descriptorlimit.h"

#include "engine/externalrunner.h"
#include "engine/lanelimit.h"
#include "engine/managerpool.h"
#include "engine/stepexecutor.h"

#include <QDir>

#include <algorithm>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr rlim_t reserve = 16;      ///< For files being saved, the windowing system, and what starts later.
constexpr rlim_t otherProgram = 24; ///< What a program that carries a plan out has open before its first request.
constexpr rlim_t perChild = 4;      ///< Three pipes, and the descriptor that tells of its end.

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
    if (plan.strategy == QLatin1String("threads"))
        return lanes;
    const rlim_t workers = executorWorkersFor(plan, lanes, threads);
    return plan.strategy == QLatin1String("async-processes") ? workers * perChild : workers;
}

/// Of the process that needs most: this one, or one that carries out a share of the plan.
rlim_t neededFor(const RunPlan &plan, quint32 lanes, quint32 threads, const OpenDescriptors &open)
{
    if (!ExternalRunner::isNeededFor(plan))
        return open.all + reserve + descriptorsFor(plan, lanes, threads) + neededForSteps(plan, lanes, threads);
    const quint32 processes = std::max(ExternalRunner::processesFor(plan, lanes), 1U);
    const rlim_t own = open.all + reserve + processes * perChild;
    const quint32 share = (lanes + processes - 1) / processes;
    const rlim_t ofEach = plan.runnerCommand.isEmpty()
                              ? reserve + descriptorsFor(plan, share, std::min(threads, share))
                              : rlim_t(share) * 2; // a connection and a file for each, as nobody knows how it is made
    const rlim_t ofServer = plan.isPractice() ? open.inherited + otherProgram + lanes : 0; // it has all connections
    return std::max({own, open.inherited + otherProgram + ofEach, ofServer});
}

/// Raises the limit as far as that helps, and lowers the plan to what it allows. What was lowered; the limit.
QString lowerToLimit(RunPlan &plan, rlim_t allowance, rlim_t &allowed)
{
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return {};
    OpenDescriptors open = openDescriptors();
    open.all += allowance;
    const rlim_t wanted = neededFor(plan, plan.effectiveAtOnce(), plan.effectiveThreads(), open);
    if (limit.rlim_cur < limit.rlim_max && limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    allowed = limit.rlim_cur;
    return lowerLanes(
        plan, [&](quint32 lanes, quint32 threads) { return neededFor(plan, lanes, threads, open) <= limit.rlim_cur; });
}

QString noticeOf(const QString &lowered, const char *whose, rlim_t limit)
{
    if (lowered.isEmpty())
        return {};
    return QStringLiteral("%1: %2 may open %3 files only. Raise the limit with \"ulimit -n\" to have more in flight.")
        .arg(lowered, QLatin1String(whose))
        .arg(limit);
}

} // namespace

QString clampToDescriptorLimit(RunPlan &plan)
{
    rlim_t limit = 0;
    plan.atOnce = plan.effectiveAtOnce();
    const QString lowered = lowerToLimit(plan, 0, limit);
    return noticeOf(lowered, ExternalRunner::isNeededFor(plan) ? "each process" : "this process", limit);
}

QString clampAlike(const QList<RunPlan *> &plans)
{
    constexpr rlim_t allowance = 16; // the practice server and engine threads, which are there when a run looks again
    rlim_t limit = 0;
    RunPlan wanted; // by whoever wants most; and what the neediest can have
    wanted.atOnce = 0;
    quint32 atOnce = requestsLimit;
    int threads = threadsLimit;
    for (const RunPlan *plan : plans) {
        RunPlan possible = *plan;
        lowerToLimit(possible, allowance, limit);
        if (possible.atOnce < plan->effectiveAtOnce())
            atOnce = std::min(atOnce, possible.atOnce);
        if (possible.threads < static_cast<int>(plan->effectiveThreads()) && plan->strategy != QLatin1String("threads"))
            threads = std::min(threads, possible.threads);
        wanted.atOnce = std::max(wanted.atOnce, plan->effectiveAtOnce());
        wanted.threads = std::max(wanted.threads, plan->threads);
    }
    for (RunPlan *plan : plans) {
        if (plan->effectiveAtOnce() > atOnce)
            plan->atOnce = atOnce;
        plan->threads = std::min(plan->threads, threads);
    }
    QStringList lowered;
    if (atOnce < wanted.atOnce)
        lowered.append(QStringLiteral("at once was lowered from %1 to %2").arg(wanted.atOnce).arg(atOnce));
    if (threads < wanted.threads)
        lowered.append(QStringLiteral("engine threads were lowered from %1 to %2").arg(wanted.threads).arg(threads));
    if (lowered.isEmpty())
        return {};
    return noticeOf(QStringLiteral("For all that is compared, ") + lowered.join(QLatin1String(", and ")),
                    "each process", limit);
}

} // namespace fiftyfold
