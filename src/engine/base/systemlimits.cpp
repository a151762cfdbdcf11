// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/systemlimits.h"

#include "core/text/remark.h"
#include "engine/base/memorylimit.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <vector>

#include <fcntl.h>
#include <pthread.h>
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

/// Called while all that could be started are there.
void findLimit(ThreadSupply &supply)
{
    constexpr quint64 usualStack = 8 * 1024 * 1024;
    if (const auto left = addressSpaceLeft(); left && *left < usualStack) {
        supply.blameAddressSpace();
    } else if (const auto ofGroup = reachedGroupLimit()) {
        supply.limit = remarkText(RemarkKind::ThreadsOfGroup, {QString::number(*ofGroup)});
        supply.remedy = remarkText(RemarkKind::RaiseThreadsOfGroup);
    } else if (const QString ofUser = userLimitText(); !ofUser.isEmpty()) {
        supply.limit = ofUser;
        supply.remedy = remarkText(RemarkKind::RaiseThreadsOfUser);
    } else {
        const auto ofSystem = numberIn(QStringLiteral("/proc/sys/kernel/threads-max"));
        supply.limit = remarkText(RemarkKind::ThreadsOfSystem, {QString::number(ofSystem.value_or(0))});
        supply.remedy = remarkText(RemarkKind::RaiseThreadsOfSystem);
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

} // namespace

void ThreadSupply::blameAddressSpace()
{
    limit = addressSpaceLimitText();
    remedy = remarkText(RemarkKind::RaiseAddressSpace);
}

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
        return remarkText(RemarkKind::NoThreadLeft, {what});
    return QStringLiteral("%1: %2. %3").arg(remarkText(RemarkKind::NoThread, {what}), supply.limit, supply.remedy);
}

QString userLimitText()
{
    rlimit ofUser = {};
    if (getrlimit(RLIMIT_NPROC, &ofUser) != 0 || ofUser.rlim_cur == RLIM_INFINITY || geteuid() == 0)
        return {};
    return remarkText(RemarkKind::ThreadsOfUser, {QString::number(quint64(ofUser.rlim_cur))});
}

QString whyNotStarted(const QString &words)
{
    constexpr quint32 perStart = 10; // the pipes with both of their ends; QProcess closes what it got of them
    if (const QString shortage = descriptorShortage(perStart); !shortage.isEmpty())
        return shortage;
    const ThreadSupply supply = threadSupply(1);
    return supply.count > 0 ? words + QLatin1Char('.') : QStringLiteral("%1. %2").arg(supply.limit, supply.remedy);
}

rlim_t descriptorLimitRaisedTo(rlim_t wanted)
{
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return RLIM_INFINITY;
    if (limit.rlim_cur < limit.rlim_max && limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    return limit.rlim_cur;
}

QString descriptorShortage(quint32 wanted)
{
    std::vector<int> opened;
    opened.reserve(wanted);
    int why = 0;
    while (why == 0 && opened.size() < wanted) {
        if (const int descriptor = open("/", O_PATH | O_CLOEXEC); descriptor >= 0)
            opened.push_back(descriptor);
        else
            why = errno;
    }
    for (const int descriptor : opened)
        close(descriptor);
    if (why == ENFILE)
        return QStringLiteral("%1. %2").arg(remarkText(RemarkKind::FilesOfSystem),
                                            remarkText(RemarkKind::RaiseFilesOfSystem));
    if (why != EMFILE)
        return {};
    const QString limit = remarkText(RemarkKind::FilesOfThis, {QString::number(descriptorLimitRaisedTo(0))});
    return QStringLiteral("%1. %2").arg(limit, remarkText(RemarkKind::RaiseFiles));
}

} // namespace fiftyfold
