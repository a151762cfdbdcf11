// SPDX-License-Identifier: GPL-3.0-or-later
// What a run says that it cost, held against what the kernel says of this process and its children.
#include "engine/base/costmeter.h"
#include "engine/base/windowlibraries.h"
#include "engine/runners/externalrunner.h"
#include "engine/runners/practiceserver.h"
#include "engine/strategies/strategycatalogue.h"
#include "enginerun.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QTest>
#include <QTimer>

#include <cmath>
#include <numeric>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

/// So many that making the engine ready, which is read as well, is next to nothing.
constexpr quint32 manyRequests = 8'000;

struct Reading {
    double cpuMs = 0;
    double switches = 0;

    Reading &operator+=(const Reading &other)
    {
        cpuMs += other.cpuMs;
        switches += other.switches;
        return *this;
    }
    Reading &operator-=(const Reading &other) { return *this += {-other.cpuMs, -other.switches}; }
};

Reading readingOf(decltype(RUSAGE_SELF) who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto ms = [](const timeval &time) { return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3; };
    return {ms(usage.ru_utime) + ms(usage.ru_stime), double(usage.ru_nvcsw + usage.ru_nivcsw)};
}

/// Of all threads of this process but the calling one.
Reading readingOfOthers()
{
    const Reading all = readingOf(RUSAGE_SELF);
    const Reading own = readingOf(RUSAGE_THREAD);
    return {all.cpuMs - own.cpuMs, all.switches - own.switches};
}

/// Of "name:   123 kB" in what the kernel tells of a process; 0 where it is gone.
double kibibytesOf(qint64 process, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toDouble();
    }
    return 0;
}

/// Of threads that are there, of whatever process.
Reading readingOf(const QStringList &threads)
{
    Reading all;
    for (const QString &thread : threads) {
        QFile file(QStringLiteral("/proc/%1/schedstat").arg(thread));
        if (file.open(QIODevice::ReadOnly))
            all.cpuMs += file.readAll().split(' ').first().toDouble() / 1e6;
        all.switches += kibibytesOf(thread.toLongLong(), "voluntary_ctxt_switches") +
                        kibibytesOf(thread.toLongLong(), "nonvoluntary_ctxt_switches");
    }
    return all;
}

QStringList threadsOf(qint64 process)
{
    return QDir(QStringLiteral("/proc/%1/task").arg(process)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
}

/// As large as what the kernel says, to 5 in 100.
bool isNear(double told, double read)
{
    return std::abs(told - read) <= 0.05 * read;
}

/// For a message.
QByteArray words(double told, double read)
{
    return QStringLiteral("%1 told, %2 read").arg(told).arg(read).toUtf8();
}

RunPlan practicePlan(const QString &strategy, quint32 requests)
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=0ms"));
    plan.requests = requests;
    plan.atOnce = 20;
    plan.strategy = strategy;
    return plan;
}

} // namespace

class TestRunCost : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR);
        noteBareProgram();
        m_bareBytes = kibibytesOf(getpid(), "VmRSS") * 1024;
        EngineRun warmUp(practicePlan(QStringLiteral("async"), 100), &m_server); // starts the server
        QVERIFY(warmUp.wait());
    }

    void withoutAWindowNothingIsOfOne()
    {
        QCOMPARE(residentOfWindowLibraries(), 0);
        QVERIFY(bareProgramMemory() > 0);
    }

    void sumsUp()
    {
        RunCost cost{1'000, 10, 1, 1, 4};
        cost += {2'000, 20, 2, 1, 5};
        QCOMPARE(cost.cpuNs, 3'000);
        QCOMPARE(cost.peakMemoryBytes, 30);
        QCOMPARE(cost.threads, 3U);
        QCOMPARE(cost.processes, 2U);
        QCOMPARE(cost.contextSwitches, 9);
        QCOMPARE(costPerRequest(cost, 3)->cpuUs, 1.0);
        QCOMPARE(costPerRequest(cost, 3)->contextSwitches, 3.0);
        QVERIFY(!costPerRequest(cost, 0));
    }

    void agreesWithTheKernel_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<quint32>("threads");
        QTest::newRow("async") << "async" << 1U;
        QTest::newRow("threads") << "threads" << 21U; // with the one that starts them
    }

    /// Peak memory is that of this process, from what it was before the run; the record that is in it is not the
    /// engine's.
    void agreesWithTheKernel()
    {
        QFETCH(QString, strategy);
        QFETCH(quint32, threads);
        malloc_trim(0); // as a run does before it begins
        const double memoryBefore = kibibytesOf(getpid(), "VmRSS") * 1024;
        const Reading before = readingOfOthers();
        EngineRun run(practicePlan(strategy, manyRequests), &m_server);
        QVERIFY(run.wait(120'000));
        const Reading after = readingOfOthers();
        const double peak = kibibytesOf(getpid(), "VmHWM") * 1024;
        QVERIFY(run.summary().cost.has_value());
        const RunCost cost = *run.summary().cost;
        const double cpuMs = double(cost.cpuNs) / 1e6;
        QVERIFY2(isNear(cpuMs, after.cpuMs - before.cpuMs), words(cpuMs, after.cpuMs - before.cpuMs).constData());
        const double switches = after.switches - before.switches;
        QVERIFY2(isNear(double(cost.contextSwitches), switches),
                 words(double(cost.contextSwitches), switches).constData());
        QCOMPARE(cost.threads, threads);
        QCOMPARE(cost.processes, 1U);
        const double memory = m_bareBytes + peak - memoryBefore - double(run.record().columnBytes());
        const double told = double(cost.peakMemoryBytes);
        QVERIFY2(isNear(told, memory), words(told, memory).constData());
    }

    /// Of a program of which nothing else is known: what it takes before its start and after its end is left out,
    /// and what its child took, which is gone by then, is in it once.
    void measuresAProgramFromOutside()
    {
        RunPlan plan = practicePlan(QStringLiteral("spinner"), 1);
        plan.runnerCommand = QStringLiteral("/bin/sh %1").arg(QStringLiteral(FIFTYFOLD_DATA_DIR "/spinner.sh"));
        EngineRun run(plan, &m_server);
        QVERIFY(run.wait(60'000));
        QVERIFY2(run.end.problem.isEmpty(), qPrintable(run.end.problem));
        const std::optional<RunCost> cost = run.summary().cost;
        QVERIFY(cost.has_value());
        QCOMPARE(cost->processes, 2U);
        QCOMPARE(cost->threads, 2U);
        // It says itself, by its own clock ticks, what it took.
        const double told = run.record().responseHeaders(0).section(QLatin1String("ticks: "), 1).toDouble() * 1e3 /
                            double(sysconf(_SC_CLK_TCK));
        const double cpuMs = double(cost->cpuNs) / 1e6;
        QVERIFY(told > 0);
        QVERIFY2(std::abs(cpuMs - told) <= 0.05 * told + 20, words(cpuMs, told).constData()); // a tick at either end
    }

    /// Workers of ours: what each had at most, how many there were, and what they took in all.
    void workersAgreeWithTheKernel()
    {
        EngineRun run(practicePlan(QStringLiteral("processes"), manyRequests / 2), &m_server);
        QHash<qint64, double> peaks; // by process
        QTimer looks;
        connect(&looks, &QTimer::timeout, this, [&] {
            const auto *runner = qobject_cast<const ExternalRunner *>(run.runner);
            const QList<qint64> ids = runner->processIds();
            for (const qint64 id : ids) {
                if (const double peak = kibibytesOf(id, "VmHWM") * 1024; peak > 0)
                    peaks[id] = peak;
            }
        });
        looks.start(5);
        QVERIFY(run.wait(120'000));
        const std::optional<RunCost> cost = run.summary().cost;
        QVERIFY(cost.has_value());
        QCOMPARE(cost->processes, quint32(peaks.size()));
        QCOMPARE(cost->threads, quint32(peaks.size())); // an engine's each
        const double read = std::accumulate(peaks.cbegin(), peaks.cend(), 0.0);
        QVERIFY2(isNear(double(cost->peakMemoryBytes), read), words(double(cost->peakMemoryBytes), read).constData());
    }

    /// Other programs: what they took between being ready and their end, as the kernel has it of those that were waited
    /// for. Of our workers without their main threads, which take no part in a run and only tell of it.
    void programsAgreeWithTheKernel_data()
    {
        QTest::addColumn<QString>("strategy");
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // with which workers look for leaks at their end
        QTest::newRow("processes") << "processes";
#endif
        QTest::newRow("asyncio") << "python-asyncio";
    }

    void programsAgreeWithTheKernel()
    {
        QFETCH(const QString, strategy);
        const StrategyInfo info = strategyNamed(strategy).value();
        if (!info.unavailable.isEmpty())
            QSKIP(qPrintable(info.unavailable));
        RunPlan plan = practicePlan(strategy, manyRequests / 2);
        chooseStrategy(plan, info);
        const Reading before = readingOf(RUSAGE_CHILDREN);
        EngineRun run(plan, &m_server, RunReport::Summary);
        Reading apart; // what is not the run's: start-up, and later on main threads
        QHash<qint64, Reading> mainThreads;
        quint32 threads = 0;
        double peakBytes = 0;
        const auto look = [&] {
            double bytes = 0;
            quint32 count = 0;
            const QList<qint64> ids = qobject_cast<const ExternalRunner *>(run.runner)->processIds();
            for (const qint64 id : ids) {
                const double peak = kibibytesOf(id, "VmHWM") * 1024;
                if (peak > 0 && !info.isExternal)
                    mainThreads[id] = readingOf(QStringList(QString::number(id)));
                bytes += peak;
                count += quint32(threadsOf(id).size());
            }
            peakBytes = std::max(peakBytes, bytes);
            threads = std::max(threads, count);
        };
        connect(run.runner, &Runner::prepared, this, [&] {
            const QList<qint64> ids = qobject_cast<const ExternalRunner *>(run.runner)->processIds();
            for (const qint64 id : ids)
                apart += readingOf(threadsOf(id));
            look();
            for (const Reading &one : std::as_const(mainThreads))
                apart -= one;
        });
        QTimer looks;
        connect(&looks, &QTimer::timeout, this, look);
        looks.start(5);
        QVERIFY(run.wait(120'000));
        for (const Reading &one : std::as_const(mainThreads))
            apart += one;
        Reading read = readingOf(RUSAGE_CHILDREN);
        read -= before;
        read -= apart;
        const std::optional<RunCost> &cost = run.end.cost;
        QVERIFY(cost.has_value());
        const double cpuMs = double(cost->cpuNs) / 1e6;
        QVERIFY2(isNear(cpuMs, read.cpuMs), words(cpuMs, read.cpuMs).constData());
        QVERIFY2(isNear(double(cost->contextSwitches), read.switches),
                 words(double(cost->contextSwitches), read.switches).constData());
        QVERIFY2(isNear(double(cost->peakMemoryBytes), peakBytes),
                 words(double(cost->peakMemoryBytes), peakBytes).constData());
        QVERIFY(cost->threads > 0);
        QVERIFY(cost->threads <= threads - quint32(mainThreads.size()));
    }

    /// A program that takes memory, starts others, and tells what the kernel said of it.
    void countsWhatAProgramStarts()
    {
        RunPlan plan = practicePlan(QStringLiteral("hoarder"), 1);
        plan.runnerCommand = QStringLiteral("/bin/sh %1").arg(QStringLiteral(FIFTYFOLD_DATA_DIR "/hoarder.sh"));
        EngineRun run(plan, &m_server);
        QVERIFY(run.wait(60'000));
        QVERIFY2(run.end.problem.isEmpty(), qPrintable(run.end.problem));
        const std::optional<RunCost> cost = run.summary().cost;
        QVERIFY(cost.has_value());
        QCOMPARE(cost->processes, 3U); // itself and two that sleep
        QCOMPARE(cost->threads, 3U);
        const double told = run.record().responseHeaders(0).section(QLatin1String("kibibytes: "), 1).toDouble() * 1024;
        QVERIFY(told > 20e6);
        QVERIFY2(isNear(double(cost->peakMemoryBytes), told), words(double(cost->peakMemoryBytes), told).constData());
    }

    /// A thread for each lane has a stack and a transport each.
    void costsMoreWithMore()
    {
        const auto costOf = [this](const char *strategy) {
            EngineRun run(practicePlan(QLatin1String(strategy), 1'000), &m_server);
            return run.wait(60'000) ? run.summary().cost.value_or(RunCost()) : RunCost();
        };
        const RunCost async = costOf("async");
        const RunCost threads = costOf("threads");
        QVERIFY(async.peakMemoryBytes > 0);
        QVERIFY2(threads.peakMemoryBytes > async.peakMemoryBytes,
                 words(double(threads.peakMemoryBytes), double(async.peakMemoryBytes)).constData());
        QCOMPARE(async.threads, 1U);
    }

private:
    double m_bareBytes = 0;
    PracticeServer m_server;
};

QTEST_GUILESS_MAIN(TestRunCost)
#include "tst_runcost.moc"
