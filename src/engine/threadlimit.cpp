// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/threadlimit.h"

#include "engine/descriptorlimit.h"
#include "engine/externalrunner.h"
#include "engine/managerpool.h"
#include "engine/memorylimit.h"
#include "engine/stepexecutor.h"
#include "engine/strategycatalogue.h"

#include <QFile>

#include <algorithm>
#include <mutex>
#include <vector>

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

void *passGate(void *gate)
{
    const std::lock_guard lock(*static_cast<std::mutex *>(gate));
    return nullptr;
}

/// A number in one of the kernel's files; nothing where it holds another word ("max"), or is not there.
std::optional<quint64> numberIn(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    bool isNumber = false;
    const quint64 number = file.read(32).trimmed().toULongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

/// The limit of the control group that this process is in, or of one around it, if that is reached.
std::optional<quint64> reachedGroupLimit()
{
    constexpr quint64 spare = 2; // others come and go
    QFile groups(QStringLiteral("/proc/self/cgroup"));
    if (!groups.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> lines = groups.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const bool isUnified = line.startsWith("0::");
        const qsizetype controller = line.indexOf(":pids:");
        if (!isUnified && controller < 0)
            continue;
        const QString root = isUnified ? QStringLiteral("/sys/fs/cgroup") : QStringLiteral("/sys/fs/cgroup/pids");
        QString path = QFile::decodeName(line.mid(isUnified ? 3 : controller + 6));
        for (;; path.truncate(path.lastIndexOf(QLatin1Char('/')))) {
            const auto most = numberIn(root + path + QStringLiteral("/pids.max"));
            const auto now = numberIn(root + path + QStringLiteral("/pids.current"));
            if (most && now && *now + spare >= *most)
                return most;
            if (path.isEmpty())
                break;
        }
    }
    return std::nullopt;
}

void blameAddressSpace(ThreadSupply &supply)
{
    supply.limit = addressSpaceLimitText();
    supply.remedy = QStringLiteral("Raise the limit with \"ulimit -v\".");
}

/// Called while all that could be started are there.
void findLimit(ThreadSupply &supply)
{
    constexpr quint64 usualStack = 8 * 1024 * 1024;
    if (const auto left = addressSpaceLeft(); left && *left < usualStack) {
        blameAddressSpace(supply);
    } else if (const auto ofGroup = reachedGroupLimit()) {
        supply.limit = QStringLiteral("its control group may have %1 processes and threads at once").arg(*ofGroup);
        supply.remedy = QStringLiteral("Raise the group's pids.max (TasksMax of a systemd unit, --pids-limit of a "
                                       "container), or end some of its programs.");
    } else if (const QString ofUser = userLimitText(); !ofUser.isEmpty()) {
        supply.limit = ofUser;
        supply.remedy = QStringLiteral("Raise the limit with \"ulimit -u\", or end some of the user's programs.");
    } else {
        const auto ofSystem = numberIn(QStringLiteral("/proc/sys/kernel/threads-max"));
        supply.limit = QStringLiteral("the system may have %1 threads at once").arg(ofSystem.value_or(0));
        supply.remedy = QStringLiteral("Raise kernel.threads-max, kernel.pid_max and vm.max_map_count, or end some "
                                       "programs.");
    }
}

/// As far as the system lets one without asking.
void raiseUserLimit()
{
    rlimit ofUser = {};
    if (getrlimit(RLIMIT_NPROC, &ofUser) != 0 || ofUser.rlim_cur >= ofUser.rlim_max)
        return;
    ofUser.rlim_cur = ofUser.rlim_max;
    setrlimit(RLIMIT_NPROC, &ofUser);
}

/// Threads and processes that a plan takes, beside those that are there when it is clamped.
quint32 threadsFor(const RunPlan &plan, quint32 lanes, quint32 threads)
{
    if (ExternalRunner::isNeededFor(plan)) {
        constexpr quint32 preparation = 1;
        constexpr quint32 perProcess = 2; // its main thread, and its engine's
        const quint32 processes = ExternalRunner::processesFor(plan, lanes);
        const bool isOurs = plan.runnerCommand.isEmpty(); // of most others nobody knows what they start
        return preparation + (isOurs ? processes * perProcess + transportThreadsFor(plan, lanes, processes)
                                     : processes + runnerThreadsFor(plan.strategy, lanes));
    }
    const quint32 own = plan.strategy == QLatin1String("threads") ? threads : threads - 1;
    return own + transportThreadsFor(plan, lanes, threads) + executorWorkersFor(plan, lanes, threads);
}

/// Bytes of this process's heap that a plan's threads and transport begin with. Qt crashes where it can't have them.
quint64 heapFor(const RunPlan &plan, quint32 threads)
{
    constexpr quint64 perThread = quint64(512) * 1024;
    constexpr quint64 ofQt = quint64(12) * 1024 * 1024;
    constexpr quint64 ofOthers = quint64(1) * 1024 * 1024;
    if (ExternalRunner::isNeededFor(plan))
        return ofOthers;
    return (plan.transport == QLatin1String("qt") ? ofQt : ofOthers) + threads * perThread;
}

} // namespace

ThreadSupply threadSupply(quint32 wanted)
{
    raiseUserLimit();
    ThreadSupply supply;
    std::vector<pthread_t> threads;
    threads.reserve(wanted);
    std::mutex gate;
    std::unique_lock closed(gate);
    for (pthread_t thread{}; supply.count < wanted; ++supply.count) {
        if (pthread_create(&thread, nullptr, &passGate, &gate) != 0)
            break;
        threads.push_back(thread);
    }
    supply.space = addressSpaceForHeap();
    if (supply.count < wanted)
        findLimit(supply);
    closed.unlock();
    for (const pthread_t thread : threads)
        pthread_join(thread, nullptr);
    return supply;
}

QString noThreadFor(const QString &what)
{
    // One may have become free meanwhile; what there was too little of is still to be told.
    const ThreadSupply supply = threadSupply(1);
    if (supply.count > 0)
        return QStringLiteral("%1 could not be started: the system had no thread left. Try again, or raise the limit "
                              "with \"ulimit -u\".")
            .arg(what);
    return QStringLiteral("%1 can't be started: %2. %3").arg(what, supply.limit, supply.remedy);
}

QString userLimitText()
{
    rlimit ofUser = {};
    if (getrlimit(RLIMIT_NPROC, &ofUser) != 0 || ofUser.rlim_cur == RLIM_INFINITY || geteuid() == 0)
        return {};
    return QStringLiteral("this user may have %1 processes and threads at once").arg(quint64(ofUser.rlim_cur));
}

QString whyNotStarted(const QString &words)
{
    constexpr quint32 perStart = 10; // the pipes with both of their ends; QProcess closes what it got of them
    if (const QString shortage = descriptorShortage(perStart); !shortage.isEmpty())
        return shortage;
    const ThreadSupply supply = threadSupply(1);
    return supply.count > 0 ? words + QLatin1Char('.') : QStringLiteral("%1. %2").arg(supply.limit, supply.remedy);
}

LaneLimit clampToThreadLimit(RunPlan &plan, quint32 later)
{
    const auto neededNow = [&plan] { return threadsFor(plan, plan.effectiveAtOnce(), plan.effectiveThreads()); };
    ThreadSupply supply = threadSupply(neededNow() + later);
    const quint32 left = supply.count - std::min(supply.count, later);
    const auto hasHeap = [&](quint32 needed) { // those that are not needed leave their stacks
        return !supply.space || *supply.space + (left - needed) * smallStackBytes >= heapFor(plan, needed);
    };
    LaneLimit result;
    if (neededNow() <= left) {
        if (hasHeap(neededNow()))
            return result;
        blameAddressSpace(supply);
    }
    result.reason = QStringLiteral("%1. %2").arg(supply.limit, supply.remedy);
    result.lowered = lowerLanes(plan, [&](quint32 lanes, quint32 threads) {
        const quint32 needed = threadsFor(plan, lanes, threads);
        return needed <= left && hasHeap(needed);
    });
    if (const quint32 needed = neededNow(); needed > left) {
        result.problem = QStringLiteral("The strategy %1 over %2 needs %3 more threads and processes even for a single "
                                        "request, and %4 can be started: %5")
                             .arg(plan.strategy, plan.transport)
                             .arg(needed)
                             .arg(left)
                             .arg(result.reason);
    } else if (!hasHeap(needed)) {
        result.problem = QStringLiteral("The strategy %1 over %2 needs more memory even for a single request: %3")
                             .arg(plan.strategy, plan.transport, result.reason);
    }
    return result;
}

} // namespace fiftyfold
