// SPDX-License-Identifier: GPL-3.0-or-later
// Every strategy of this process as it really runs: threads, processes, sockets and files.
#include "core/plan/strategytraits.h"
#include "enginerun.h"
#include "support/scriptedorigin.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

/// Long enough that all requests arrive before the first is answered, whatever else the machine does.
Script slowScript()
{
    return {ReadHead{}, Delay{1000ms}, Send{reply("200 OK", "hello")}, Repeat{}};
}

QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

/// Threads of this process whose name begins so.
int threadsNamed(const QByteArray &begin)
{
    int count = 0;
    const QStringList tasks = QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &task : tasks)
        count += contentOf(QStringLiteral("/proc/self/task/%1/comm").arg(task)).startsWith(begin);
    return count;
}

/// Children of this process whose arguments hold this one.
QList<pid_t> childrenWith(const QByteArray &argument)
{
    QList<pid_t> found;
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &process : processes) {
        const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(process));
        const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        const bool isChild = fields.size() > 1 && fields[0] != "Z" && fields[1].toLongLong() == getpid();
        if (isChild && contentOf(QStringLiteral("/proc/%1/cmdline").arg(process)).split('\0').contains(argument))
            found.append(process.toInt());
    }
    return found;
}

} // namespace

class TestStrategies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void allAtOnce_data();
    void allAtOnce();
    void manyRequests_data();
    void manyRequests();
    void orderedWrapsInOrder();
    void orderedPassesOverFailures();
    void threadsAreThreads();
    void executorThreadsDoTheSteps();
    void processesDoTheSteps();
    void killedStepProcess();
    void stepProcessThatTalksNonsense();
    void stepsLeftOut_data();
    void stepsLeftOut();
    void stopped_data();
    void stopped();
    void destroyed_data();
    void destroyed();
    void threadsOptionHasItsPlace();

private:
    static void addStrategies()
    {
        QTest::addColumn<QString>("strategy");
        const QStringList strategies = strategyNames([](const StrategyTraits &row) { return !row.isExternal(); });
        for (const QString &strategy : strategies)
            QTest::newRow(qPrintable(strategy)) << strategy;
    }
    RunPlan planFor(const QUrl &url, const QString &strategy, quint32 requests = 50) const
    {
        RunPlan plan;
        plan.url = url;
        plan.transport = testedTransport();
        plan.strategy = strategy;
        plan.requests = requests;
        plan.workDir = m_folder.path();
        return plan;
    }
    bool isFolderEmpty() const { return QDir(m_folder.path()).isEmpty(); }

    QTemporaryDir m_folder;
};

void TestStrategies::initTestCase()
{
    qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR); // where the programs for the steps are
}

void TestStrategies::allAtOnce_data()
{
    addStrategies();
}

void TestStrategies::allAtOnce()
{
    QFETCH(QString, strategy);
    const bool isSequential = strategy == QLatin1String("sequential");
    const quint32 requests = isSequential ? 3 : 50;
    ScriptedOrigin origin(isSequential ? Script{ReadHead{}, Delay{20ms}, Send{reply("200 OK")}, Repeat{}}
                                       : slowScript());
    EngineRun run(planFor(origin.url(), strategy, requests));
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    QVERIFY2(run.summary().done == requests, qPrintable(run.record().errorMessage(0)));
    QCOMPARE(origin.requests(), int(requests));
    QCOMPARE(origin.maxAtOnce(), isSequential ? 1 : int(requests));
    QVERIFY(isFolderEmpty());
}

void TestStrategies::manyRequests_data()
{
    addStrategies();
}

void TestStrategies::manyRequests()
{
    QFETCH(QString, strategy);
    ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url(), strategy, 500);
    plan.atOnce = 8;
    plan.warmup = 3;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QVERIFY2(run.summary().done == 500, qPrintable(run.record().errorMessage(0)));
    QCOMPARE(origin.requests(), 503);
    QVERIFY(origin.maxAtOnce() <= 8);
    for (quint32 i = 0; i < 500; ++i) {
        qint64 last = 0;
        for (const Stage stage : allStages) {
            const std::optional<Interval> interval = run.record().stage(i, stage);
            if (!interval)
                continue;
            QVERIFY2(interval->begin >= last, stageName(stage).latin1());
            QVERIFY2(interval->end >= interval->begin, stageName(stage).latin1());
            last = interval->end;
        }
        for (const Stage step : {Stage::Wrap, Stage::Save, Stage::Delete})
            QVERIFY(run.record().stage(i, step));
        QVERIFY(run.record().lane(i).value_or(99) < 8);
    }
    QVERIFY(isFolderEmpty());
}

void TestStrategies::orderedWrapsInOrder()
{
    // Later requests are answered sooner.
    ScriptedOrigin origin;
    QList<Script> scripts;
    for (int i = 0; i < 20; ++i)
        scripts.append({ReadHead{}, Delay{std::chrono::milliseconds(200 - 10 * i)}, Send{reply("200 OK", "hello")}});
    origin.onNextConnections(scripts);
    EngineRun run(planFor(origin.url(), QStringLiteral("async-ordered"), 20));
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 20U);
    for (quint32 i = 1; i < 20; ++i)
        QVERIFY(run.record().stage(i, Stage::Wrap)->begin >= run.record().stage(i - 1, Stage::Delete)->end);
}

void TestStrategies::orderedPassesOverFailures()
{
    ScriptedOrigin origin;
    origin.onNextConnections({{ReadHead{}, Delay{100ms}, Send{reply("500 Oops", "no")}},
                              {ReadHead{}, Send{reply("200 OK", "hello")}},
                              {ReadHead{}, Delay{50ms}, Send{reply("503 Later", "no")}}});
    RunPlan plan = planFor(origin.url(), QStringLiteral("async-ordered"), 12);
    plan.atOnce = 3;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().failed, 2U);
    QCOMPARE(run.summary().done, 10U);
}

void TestStrategies::threadsAreThreads()
{
    ScriptedOrigin origin(slowScript());
    EngineRun run(planFor(origin.url(), QStringLiteral("threads")));
    QTRY_COMPARE(origin.requests(), 50);
    QVERIFY(threadsNamed("engine") >= 50);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 50U);
}

void TestStrategies::executorThreadsDoTheSteps()
{
    ScriptedOrigin origin({ReadHead{}, Delay{20ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    RunPlan plan = planFor(origin.url(), QStringLiteral("async-threads"), 200);
    plan.atOnce = 4;
    EngineRun run(plan);
    QTRY_VERIFY(threadsNamed("steps") >= 1);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 200U);
}

void TestStrategies::processesDoTheSteps()
{
    ScriptedOrigin origin(slowScript());
    EngineRun run(planFor(origin.url(), QStringLiteral("async-processes")));
    QTRY_COMPARE(childrenWith("step-worker").size(), QThread::idealThreadCount());
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 50U);
    QVERIFY(childrenWith("step-worker").isEmpty());
}

void TestStrategies::killedStepProcess()
{
    if (QThread::idealThreadCount() < 2)
        QSKIP("There is one process only, and nobody to go on");
    ScriptedOrigin origin({ReadHead{}, Delay{5ms}, Send{reply("200 OK", QByteArray(200'000, 'x'))}, Repeat{}});
    RunPlan plan = planFor(origin.url(), QStringLiteral("async-processes"), 400);
    plan.atOnce = 16;
    EngineRun run(plan);
    QTRY_VERIFY(origin.requests() > 40);
    const QList<pid_t> workers = childrenWith("step-worker");
    QVERIFY(!workers.isEmpty());
    kill(workers.first(), SIGKILL);
    QVERIFY(run.wait());
    const RunSummary summary = run.summary();
    QCOMPARE(summary.done + summary.failed, 400U);
    QVERIFY(summary.done >= 400 - 16); // no more than it can have had
    for (quint32 i = 0; i < 400; ++i) {
        if (run.record().outcome(i) == Outcome::Failed)
            QCOMPARE(run.record().error(i), ErrorClass::Worker);
    }
    QVERIFY(isFolderEmpty());
}

void TestStrategies::stepProcessThatTalksNonsense()
{
    const QTemporaryDir programs;
    QFile program(programs.filePath(QStringLiteral("fiftyfold-cli")));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write("#!/bin/sh\nprintf '\\377\\377\\377\\377 hello'\nexec sleep 60\n");
    program.close();
    QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    const QByteArray usual = qgetenv("FIFTYFOLD_LIBEXEC_DIR");
    qputenv("FIFTYFOLD_LIBEXEC_DIR", programs.path().toLocal8Bit());
    ScriptedOrigin origin;
    EngineRun run(planFor(origin.url(), QStringLiteral("async-processes"), 20));
    const bool hasEnded = run.wait();
    qputenv("FIFTYFOLD_LIBEXEC_DIR", usual);
    QVERIFY(hasEnded);
    QCOMPARE(run.summary().errors, (std::map<ErrorClass, quint32>{{ErrorClass::Worker, 20}}));
    QVERIFY(isFolderEmpty());
}

void TestStrategies::stepsLeftOut_data()
{
    addStrategies();
}

void TestStrategies::stepsLeftOut()
{
    QFETCH(QString, strategy);
    ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url(), strategy, 20);
    plan.steps = {false, false, false};
    EngineRun fetch(plan);
    QVERIFY(fetch.wait());
    QCOMPARE(fetch.summary().done, 20U);
    QVERIFY(!fetch.record().stage(0, Stage::Wrap));

    plan.steps = {true, true, false};
    EngineRun kept(plan);
    QVERIFY(kept.wait());
    QCOMPARE(kept.summary().done, 20U);
    QVERIFY(contentOf(kept.workFolder() + QLatin1Char('/') + kept.record().fileName(7)).contains("hello"));
    QVERIFY(QDir(kept.workFolder()).removeRecursively());
}

void TestStrategies::stopped_data()
{
    addStrategies();
}

void TestStrategies::stopped()
{
    QFETCH(QString, strategy);
    ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello")}, ReadHead{}, KeepOpen{}});
    RunPlan plan = planFor(origin.url(), strategy, 1000);
    plan.atOnce = 10;
    EngineRun run(plan);
    // In order, lanes wait for the first: how many get a second request is chance.
    const bool isOrdered = strategy == QLatin1String("async-ordered");
    const int least = strategy == QLatin1String("sequential") ? 2 : isOrdered ? 10 : 20;
    QTRY_VERIFY(origin.requests() >= least);
    run.stop();
    run.stop();
    QVERIFY(run.wait());
    QVERIFY(run.end.isStopped);
    QCOMPARE(run.summary().done + run.summary().cancelled, 1000U);
    QVERIFY(run.summary().cancelled >= 970);
    QVERIFY(isFolderEmpty());
    QCOMPARE(run.ends(), 1);
}

void TestStrategies::destroyed_data()
{
    addStrategies();
}

void TestStrategies::destroyed()
{
    QFETCH(QString, strategy);
    ScriptedOrigin origin({ReadHead{}, Send{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"}, KeepOpen{}});
    {
        EngineRun run(planFor(origin.url(), strategy, 1000));
        QTRY_VERIFY_WITH_TIMEOUT(origin.requests() > 0, 20'000);
    }
    QVERIFY(isFolderEmpty());
    QTRY_COMPARE(origin.openConnections(), 0);
}

void TestStrategies::threadsOptionHasItsPlace()
{
    ScriptedOrigin origin;
    for (const char *strategy : {"async-threads", "async-processes"}) {
        RunPlan plan = planFor(origin.url(), QLatin1String(strategy), 300);
        plan.atOnce = 10;
        plan.threads = 2;
        EngineRun run(plan);
        QVERIFY(run.wait());
        QCOMPARE(run.summary().done, 300U);
    }
    RunPlan plan = planFor(origin.url(), QStringLiteral("async-ordered"));
    plan.threads = 2;
    QCOMPARE(problemsOf(plan).size(), 1);
    QCOMPARE(problemsOf(plan).first().option, QStringLiteral("--threads"));
}

QTEST_GUILESS_MAIN(TestStrategies)
#include "tst_strategies.moc"
