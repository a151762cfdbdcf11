// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/costmeter.h"

#include "engine/base/windowlibraries.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>
#include <QSet>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <numeric>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

/// Beginnings of what threads of the engine are called; the last are Qt's, one for each manager of its transport. A
/// thread that a library starts has the name of the one that started it.
constexpr std::array<const char *, 3> engineThreadNames = {"engine", "steps", "QNetworkAccessM"};

qint64 bareProgramBytes = 0;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Of a line "name:   123 kB" in the kernel's words for people; 0 where there is none.
qint64 numberAfter(const QByteArray &status, const char *name)
{
    const qsizetype line = status.indexOf(QByteArray("\n") + name + ':');
    if (line < 0)
        return 0;
    const qsizetype begin = status.indexOf(':', line) + 1;
    const QByteArray text = status.mid(begin, status.indexOf('\n', begin) - begin).trimmed();
    return text.left(text.indexOf(' ') < 0 ? text.size() : text.indexOf(' ')).toLongLong();
}

qint64 kibibytesAfter(const QByteArray &status, const char *name)
{
    return numberAfter(status, name) * 1024;
}

qint64 switchesOf(const QByteArray &status)
{
    return numberAfter(status, "voluntary_ctxt_switches") + numberAfter(status, "nonvoluntary_ctxt_switches");
}

qint64 nanosecondsOf(clockid_t clock)
{
    timespec time{};
    if (clock_gettime(clock, &time) != 0)
        return 0;
    return std::chrono::nanoseconds(std::chrono::seconds(time.tv_sec)).count() + time.tv_nsec;
}

/// The clock of a thread of this process that need not be the caller's: what pthread_getcpuclockid() makes of a thread
/// that one has the handle of.
clockid_t clockOfThread(int thread)
{
    constexpr unsigned perThread = 4;
    constexpr unsigned scheduled = 2;
    return static_cast<clockid_t>((~static_cast<unsigned>(thread) << 3) | perThread | scheduled);
}

qint64 cpuOfProcess(qint64 process)
{
    clockid_t clock{};
    return clock_getcpuclockid(static_cast<pid_t>(process), &clock) == 0 ? nanosecondsOf(clock) : 0;
}

/// Of its children that have ended and that it has waited for, to a hundredth of a second.
qint64 cpuOfEndedChildren(qint64 process)
{
    constexpr int user = 13; // counted from what follows the name, which may have spaces and brackets in it
    constexpr int system = 14;
    const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(process));
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.size() <= system)
        return 0;
    const qint64 ticks = fields.at(user).toLongLong() + fields.at(system).toLongLong();
    return ticks * 1'000'000'000 / std::max(sysconf(_SC_CLK_TCK), 1L);
}

QList<int> threadsOf(const QString &process)
{
    QList<int> threads;
    for (const QString &name : QDir(QStringLiteral("/proc/%1/task").arg(process)).entryList(QDir::Dirs))
        if (const int thread = name.toInt(); thread > 0)
            threads.append(thread);
    return threads;
}

QList<qint64> childrenOf(qint64 process, const QList<int> &threads)
{
    QList<qint64> children;
    for (const int thread : threads) {
        const QByteArray ids = contentOf(QStringLiteral("/proc/%1/task/%2/children").arg(process).arg(thread));
        for (const QByteArray &id : ids.simplified().split(' '))
            if (const qint64 child = id.toLongLong(); child > 0)
                children.append(child);
    }
    return children;
}

qint64 sumOf(const QHash<qint64, qint64> &values)
{
    return std::accumulate(values.cbegin(), values.cend(), qint64(0));
}

} // namespace

qint64 threadCpuNs()
{
    return nanosecondsOf(CLOCK_THREAD_CPUTIME_ID);
}

void noteBareProgram()
{
    const qint64 all = kibibytesAfter(contentOf(QStringLiteral("/proc/self/status")), "VmRSS");
    bareProgramBytes = std::max<qint64>(0, all - residentOfWindowLibraries());
}

QHash<int, EngineCostMeter::Spent> EngineCostMeter::engineThreads()
{
    QHash<int, Spent> spent;
    for (const int thread : threadsOf(QStringLiteral("self"))) {
        const QString folder = QStringLiteral("/proc/self/task/%1/").arg(thread);
        const QByteArray name = contentOf(folder + QLatin1String("comm"));
        if (std::any_of(engineThreadNames.begin(), engineThreadNames.end(),
                        [&name](const char *begin) { return name.startsWith(begin); }))
            spent.insert(thread, {nanosecondsOf(clockOfThread(thread)),
                                  switchesOf(contentOf(folder + QLatin1String("status")))});
    }
    return spent;
}

void EngineCostMeter::prepare()
{
    malloc_trim(0);
    QFile peak(QStringLiteral("/proc/self/clear_refs"));
    if (peak.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        peak.write("5"); // the peak of what is resident is what it is now
    m_memoryBefore = kibibytesAfter(contentOf(QStringLiteral("/proc/self/status")), "VmRSS");
}

void EngineCostMeter::start()
{
    m_before = engineThreads();
}

qint64 bareProgramMemory()
{
    return bareProgramBytes;
}

std::optional<RunCost> EngineCostMeter::stop() const
{
    const QHash<int, Spent> now = engineThreads();
    if (now.isEmpty()) // the system does not tell
        return std::nullopt;
    RunCost cost;
    cost.processes = 1;
    for (auto thread = now.cbegin(); thread != now.cend(); ++thread) {
        const Spent before = m_before.value(thread.key());
        cost.cpuNs += thread->cpuNs - before.cpuNs;
        cost.contextSwitches += thread->contextSwitches - before.contextSwitches;
    }
    cost.threads = static_cast<quint32>(now.size());
    const qint64 peak = kibibytesAfter(contentOf(QStringLiteral("/proc/self/status")), "VmHWM");
    cost.peakMemoryBytes = bareProgramBytes + std::max<qint64>(0, peak - m_memoryBefore);
    return cost;
}

void ProcessCostMeter::start(qint64 processId)
{
    m_processId = processId;
    m_before = seen();
    note(m_before);
}

ProcessCostMeter::Seen ProcessCostMeter::seen() const
{
    Seen all;
    QSet<qint64> known;
    QList<qint64> open{m_processId};
    while (!open.isEmpty()) {
        const qint64 process = open.takeFirst();
        const QString folder = QStringLiteral("/proc/%1/").arg(process);
        const QByteArray status = contentOf(folder + QLatin1String("status"));
        if (status.isEmpty() || known.contains(process)) // gone: what it took is with the one that waited for it
            continue;
        known.insert(process);
        all.cpuNs += cpuOfProcess(process) + cpuOfEndedChildren(process);
        const qint64 peak = kibibytesAfter(status, "VmHWM");
        if (peak == 0) // a zombie has neither memory nor threads
            continue;
        all.isThere = all.isThere || process == m_processId;
        all.memoryBytes += peak;
        const QList<int> threads = threadsOf(QString::number(process));
        for (const int thread : threads)
            all.contextSwitches[process] +=
                switchesOf(contentOf(folder + QStringLiteral("task/%1/status").arg(thread)));
        all.threads += static_cast<quint32>(threads.size());
        ++all.processes;
        open += childrenOf(process, threads);
    }
    return all;
}

bool ProcessCostMeter::look()
{
    const Seen now = seen();
    note(now);
    return now.isThere;
}

/// Of what only grows, less than before means that some are gone that nobody waited for, or that threads have ended.
void ProcessCostMeter::note(const Seen &now)
{
    m_most.cpuNs = std::max(m_most.cpuNs, now.cpuNs);
    m_most.memoryBytes = std::max(m_most.memoryBytes, now.memoryBytes);
    m_most.threads = std::max(m_most.threads, now.threads);
    m_most.processes = std::max(m_most.processes, now.processes);
    for (auto process = now.contextSwitches.cbegin(); process != now.contextSwitches.cend(); ++process) {
        qint64 &switches = m_most.contextSwitches[process.key()];
        switches = std::max(switches, *process);
    }
}

ProcessCostMeter::Spent ProcessCostMeter::spentByEndedChildren()
{
    rusage usage{};
    if (getrusage(RUSAGE_CHILDREN, &usage) != 0)
        return {};
    const auto nanoseconds = [](const timeval &time) {
        return std::chrono::nanoseconds(std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec))
            .count();
    };
    return {nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime), usage.ru_nvcsw + usage.ru_nivcsw};
}

void ProcessCostMeter::end(bool isLookLate)
{
    if (!isStarted())
        return;
    const Spent now = spentByEndedChildren();
    const RunCost looked = cost();
    Spent whole{looked.cpuNs, now.contextSwitches - m_childrenBefore.contextSwitches - sumOf(m_before.contextSwitches)};
    if (isLookLate)
        whole.cpuNs = std::max(whole.cpuNs, now.cpuNs - m_childrenBefore.cpuNs - m_before.cpuNs);
    whole.contextSwitches = std::max(whole.contextSwitches, looked.contextSwitches);
    m_whole = whole;
}

RunCost ProcessCostMeter::cost() const
{
    RunCost cost;
    cost.cpuNs = m_whole ? m_whole->cpuNs : m_most.cpuNs - m_before.cpuNs;
    cost.contextSwitches =
        m_whole ? m_whole->contextSwitches : sumOf(m_most.contextSwitches) - sumOf(m_before.contextSwitches);
    cost.peakMemoryBytes = m_most.memoryBytes;
    cost.threads = m_most.threads;
    cost.processes = m_most.processes;
    return cost;
}

} // namespace fiftyfold
