// SPDX-License-Identifier: GPL-3.0-or-later
// `fiftyfold-cli worker` by what it reads and writes, the strategy that starts several of it, and the shipped runners.
#include "engine/enginerun.h"
#include "engine/runners/externalrunner.h"
#include "engine/runners/runnerprotocol.h"
#include "engine/strategies/strategycatalogue.h"
#include "engine/wholeline.h"
#include "support/childprogram.h"
#include "support/scriptedorigin.h"
#include "support/urltable.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {
constexpr int deadlineMs = 30'000;

/// What a runner said, line by line.
struct Said {
    std::vector<RunnerStage> stages;
    std::vector<RunnerOutcome> outcomes;
    std::vector<RunnerFinished> ends;
    QByteArray nonsense;
};

Said readAll(QProcess &process)
{
    Said said;
    const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty())
            continue;
        const RunnerLine read = runnerLine(line);
        if (const auto *stage = std::get_if<RunnerStage>(&read))
            said.stages.push_back(*stage);
        else if (const auto *outcome = std::get_if<RunnerOutcome>(&read))
            said.outcomes.push_back(*outcome);
        else if (const auto *finished = std::get_if<RunnerFinished>(&read))
            said.ends.push_back(*finished);
        else
            said.nonsense += line;
    }
    return said;
}

} // namespace

class TestWorker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void tellsOfEachRequest();
    void savesUnderItsOwnIndices();
    void sumsUp();
    void waitsForTheStart();
    void tellsWhatItCouldNotHave();
    void endsAsItsInputDoes();
    void refuses_data();
    void refuses();

    void targetsArriveAsTheyWereTyped();
    void processesShareARun();
    void processesAreAtMostAsManyAsLanes();
    void aKilledProcessTakesItsShare();
    void processesStopAtOnce();

    void shippedRunnersRun_data();
    void shippedRunnersRun();
    void shippedRunnersTellFaults_data();
    void shippedRunnersTellFaults();

private:
    RunnerTask taskFor(const QUrl &url, quint32 requests) const;
    RunPlan planFor(const QUrl &url, const QString &strategy = QStringLiteral("processes")) const;
    /// True when it said that it is ready.
    bool startWorker(QProcess &process, const RunnerTask &task) const;
    bool isFolderEmpty() const { return QDir(m_folder->path()).isEmpty(); }

    QTemporaryDir m_cache;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWorker::initTestCase()
{
    qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR);
    qputenv("XDG_CACHE_HOME", m_cache.path().toLocal8Bit()); // for what is compiled, here each time
    qputenv("GOCACHE", compilersCache() + "/go-build");      // but without all of Go's library
}

void TestWorker::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

RunnerTask TestWorker::taskFor(const QUrl &url, quint32 requests) const
{
    RunnerTask task;
    task.plan.url = url;
    task.plan.requests = requests;
    task.plan.workDir = m_folder->path();
    task.share.first = 100;
    return task;
}

RunPlan TestWorker::planFor(const QUrl &url, const QString &strategy) const
{
    RunPlan plan;
    plan.url = url;
    plan.strategy = strategy;
    plan.workDir = m_folder->path();
    return plan;
}

bool TestWorker::startWorker(QProcess &process, const RunnerTask &task) const
{
    process.start(builtProgram(QStringLiteral("fiftyfold-cli")), {QStringLiteral("worker")});
    process.write(wholeLine(task));
    while (!process.canReadLine() && process.waitForReadyRead(deadlineMs)) {
    }
    const RunnerLine line = runnerLine(process.readLine());
    const auto *ready = std::get_if<RunnerReady>(&line);
    return ready && ready->name == QLatin1String("fiftyfold") && ready->clockNs;
}

void TestWorker::tellsOfEachRequest()
{
    ScriptedOrigin origin;
    QProcess process;
    QVERIFY(startWorker(process, taskFor(origin.url(), 20)));
    process.write(startLine());
    QVERIFY(process.waitForFinished(deadlineMs));
    QCOMPARE(process.exitCode(), 0);
    const Said said = readAll(process);
    QCOMPARE(said.nonsense, QByteArray());
    QCOMPARE(said.outcomes.size(), 20U);
    QCOMPARE(said.ends.size(), 1U);
    QCOMPARE(said.ends[0].totals.done, 20U);
    std::map<quint32, int> outcomes;
    for (const RunnerOutcome &outcome : said.outcomes) {
        ++outcomes[outcome.request];
        QCOMPARE(outcome.outcome, Outcome::Done);
        QCOMPARE(outcome.status, quint16(200));
        QCOMPARE(outcome.bytes, 6);
    }
    QCOMPARE(outcomes.size(), 20U);
    QCOMPARE(outcomes.begin()->first, 100U);
    QCOMPARE(outcomes.rbegin()->first, 119U);
    std::map<Stage, int> stages;
    for (const RunnerStage &stage : said.stages)
        ++stages[stage.stage];
    for (const Stage stage : {Stage::Queued, Stage::Wait, Stage::Receive, Stage::Wrap, Stage::Save, Stage::Delete})
        QCOMPARE(stages[stage], 20);
    QVERIFY(isFolderEmpty());
}

void TestWorker::savesUnderItsOwnIndices()
{
    ScriptedOrigin origin;
    RunnerTask task = taskFor(origin.url(), 2);
    task.plan.steps.remove = false;
    QProcess process;
    QVERIFY(startWorker(process, task));
    process.write(startLine());
    QVERIFY(process.waitForFinished(deadlineMs));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             (QStringList{QStringLiteral("0100.html"), QStringLiteral("0101.html")}));
}

void TestWorker::sumsUp()
{
    ScriptedOrigin origin({ReadHead{}, Send{reply("503 Service Unavailable")}, Repeat{}});
    RunnerTask task = taskFor(origin.url(), 5);
    task.isSummary = true;
    QProcess process;
    QVERIFY(startWorker(process, task));
    process.write(startLine());
    QVERIFY(process.waitForFinished(deadlineMs));
    const Said said = readAll(process);
    QVERIFY(said.stages.empty());
    QVERIFY(said.outcomes.empty());
    QCOMPARE(said.ends.size(), 1U);
    QCOMPARE(said.ends[0].totals.failed, 5U);
    QVERIFY(said.ends[0].elapsedNs > 0);
}

void TestWorker::waitsForTheStart()
{
    ScriptedOrigin origin;
    RunnerTask task = taskFor(origin.url(), 3);
    task.plan.warmup = 2;
    QProcess process;
    QVERIFY(startWorker(process, task));
    QCOMPARE(origin.requests(), 2); // those of the warm-up
    QVERIFY(!process.waitForReadyRead(200));
    QCOMPARE(origin.requests(), 2);
    process.write(startLine());
    QVERIFY(process.waitForFinished(deadlineMs));
    QCOMPARE(readAll(process).outcomes.size(), 3U);
    QCOMPARE(origin.requests(), 5);
}

/// A notice of its own goes to standard error, where the run that has started it finds it.
void TestWorker::tellsWhatItCouldNotHave()
{
    ScriptedOrigin origin;
    RunnerTask task = taskFor(origin.url(), 300);
    task.plan.atOnce = 300;
    QProcess process;
    process.start(QStringLiteral("/bin/sh"),
                  {QStringLiteral("-c"), QStringLiteral("ulimit -n 64 && exec \"$0\" worker"),
                   builtProgram(QStringLiteral("fiftyfold-cli"))});
    process.write(wholeLine(task) + startLine());
    QVERIFY(process.waitForFinished(deadlineMs));
    QCOMPARE(process.exitCode(), 0);
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.contains("At once was lowered from 300"), errors.constData());
}

void TestWorker::endsAsItsInputDoes()
{
    ScriptedOrigin origin({ReadHead{}, KeepOpen{}});
    for (const bool isStarted : {false, true}) {
        QProcess process;
        QVERIFY(startWorker(process, taskFor(origin.url(), 3)));
        if (isStarted) {
            process.write(startLine());
            QTRY_COMPARE(origin.requests(), 3);
        }
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(2000));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(isFolderEmpty());
    }
}

void TestWorker::refuses_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("why");
    QTest::newRow("no plan") << QByteArray("hello") << 2 << QByteArray("fiftyfold.runner/1");
    QTest::newRow("bad field") << QByteArray(R"({"schema":"fiftyfold.runner/1","url":5})") << 2
                               << QByteArray("\"url\"");
    QTest::newRow("remote host") << QByteArray(R"({"schema":"fiftyfold.runner/1","url":"http://example.org/"})") << 2
                                 << QByteArray("allow_remote");
    QTest::newRow("no folder")
        << QByteArray(R"({"schema":"fiftyfold.runner/1","url":"http://127.0.0.1/","work_dir":"/nowhere"})") << 1
        << QByteArray("/nowhere");
    QTest::newRow("bad plan") << QByteArray(R"({"schema":"fiftyfold.runner/1","url":"http://127.0.0.1/","requests":0})")
                              << 1 << QByteArray("--requests");
}

void TestWorker::refuses()
{
    QFETCH(const QByteArray, plan);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, why);
    QProcess process;
    process.start(builtProgram(QStringLiteral("fiftyfold-cli")), {QStringLiteral("worker")});
    process.write(plan + '\n');
    QVERIFY(process.waitForFinished(deadlineMs));
    QCOMPARE(process.exitCode(), exitCode);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.contains(why), errors.constData());
}

void TestWorker::targetsArriveAsTheyWereTyped()
{
    const QList<UrlCase> cases = urlCases();
    for (const UrlCase &one : cases) {
        const ScriptedOrigin origin;
        RunPlan plan = planFor({});
        plan.url = ExactUrl::fromText("http://127.0.0.1:" + QByteArray::number(origin.port()) + one.typed);
        plan.requests = 1;
        EngineRun run(plan);
        QVERIFY(run.wait());
        QCOMPARE(run.end.problem, QString());
        const QByteArray line = origin.heads().value(0).split('\r').first();
        QCOMPARE(line, "GET " + one.target + " HTTP/1.1");
    }
}

void TestWorker::processesShareARun()
{
    // So long that all of them arrive before the first one is answered, whatever else the machine does.
    ScriptedOrigin origin({ReadHead{}, Delay{1000ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    EngineRun run(planFor(origin.url()));
    const auto *runner = qobject_cast<ExternalRunner *>(run.runner);
    QVERIFY(runner);
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    const RunSummary summary = run.summary();
    QCOMPARE(summary.done, 50U);
    QCOMPARE(summary.maxInFlight, 50U);
    QCOMPARE(origin.maxAtOnce(), 50);
    QVERIFY(run.end.elapsedNs >= 1'000'000'000);
    QSet<quint32> lanes;
    for (quint32 i = 0; i < 50; ++i)
        lanes.insert(run.record().lane(i).value_or(99));
    QCOMPARE(lanes.size(), 50);
    QVERIFY(!lanes.contains(99));
    QVERIFY(isFolderEmpty());
}

void TestWorker::processesAreAtMostAsManyAsLanes()
{
    ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url());
    plan.atOnce = 1;
    EngineRun run(plan);
    const auto *runner = qobject_cast<ExternalRunner *>(run.runner);
    QVERIFY(runner);
    QTRY_COMPARE(runner->processIds().size(), 1);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 50U);
    QCOMPARE(origin.maxAtOnce(), 1);
}

void TestWorker::aKilledProcessTakesItsShare()
{
    if (QThread::idealThreadCount() < 2)
        QSKIP("one processor has one process");
    ScriptedOrigin origin({ReadHead{}, Delay{1500ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    EngineRun run(planFor(origin.url()));
    const auto *runner = qobject_cast<ExternalRunner *>(run.runner);
    QVERIFY(runner);
    QTRY_COMPARE(origin.requests(), 50);
    const QList<qint64> ids = runner->processIds();
    kill(static_cast<pid_t>(ids.first()), SIGKILL);
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    const RunSummary summary = run.summary();
    const auto share = static_cast<quint32>(50 / ids.size());
    QCOMPARE(summary.failed, share);
    QCOMPARE(summary.done, 50 - share);
    QCOMPARE(summary.errors, (std::map<ErrorClass, quint32>{{ErrorClass::Worker, share}}));
    QCOMPARE(run.record().error(0), ErrorClass::Worker); // of the first share
    QVERIFY2(run.record().errorMessage(0).contains(QLatin1String("signal 9")),
             qPrintable(run.record().errorMessage(0)));
    QVERIFY(isFolderEmpty());
}

void TestWorker::processesStopAtOnce()
{
    ScriptedOrigin origin({ReadHead{}, KeepOpen{}});
    EngineRun run(planFor(origin.url()));
    QTRY_COMPARE(origin.requests(), 50);
    run.stop();
    QVERIFY(run.wait());
    QVERIFY(run.end.isStopped);
    QCOMPARE(run.summary().cancelled, 50U);
    QVERIFY(isFolderEmpty());
}

void TestWorker::shippedRunnersRun_data()
{
    QTest::addColumn<StrategyInfo>("info");
    const QList<StrategyInfo> catalogue = strategyCatalogue();
    for (const StrategyInfo &info : catalogue) {
        if (info.isExternal)
            QTest::newRow(qPrintable(info.name)) << info;
    }
}

void TestWorker::shippedRunnersRun()
{
    QFETCH(const StrategyInfo, info);
    QVERIFY2(QFile::exists(info.sourceFile), qPrintable(info.sourceFile));
    if (!info.unavailable.isEmpty())
        QSKIP(qPrintable(info.unavailable));
    ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello <b>")}, Repeat{}});
    EngineRun run(comparisonEntry(info, planFor(origin.url())).plan);
    QVERIFY(run.wait(60'000)); // Go compiles
    QCOMPARE(run.end.problem, QString());
    const RunSummary summary = run.summary();
    QVERIFY2(summary.done == 50, qPrintable(run.record().errorMessage(0)));
    QCOMPARE(summary.bytesReceived, 50 * 9);
    QCOMPARE(summary.statuses, (std::map<quint16, quint32>{{200, 50}}));
    for (const Stage stage : {Stage::Queued, Stage::Wait, Stage::Receive, Stage::Wrap, Stage::Save, Stage::Delete})
        QVERIFY2(summary.stages[indexOf(stage)].count == 50, stageName(stage).data());
    QVERIFY(!run.end.transportLibrary.isEmpty());
    const bool isSequential = info.name == QLatin1String("python-requests");
    QVERIFY(isSequential ? summary.maxInFlight == 1 : summary.maxInFlight <= 50);
    QVERIFY(origin.heads().first().toLower().contains("user-agent: fiftyfold/"));
    QVERIFY(isFolderEmpty());
}

void TestWorker::shippedRunnersTellFaults_data()
{
    shippedRunnersRun_data();
}

/// One after the other, as a runner takes its time to start; each request has a connection of its own.
void TestWorker::shippedRunnersTellFaults()
{
    QFETCH(const StrategyInfo, info);
    if (!info.unavailable.isEmpty())
        QSKIP(qPrintable(info.unavailable));
    const QList<std::pair<ErrorClass, Script>> faults = {
        {ErrorClass::Status, {ReadHead{}, Send{reply("503 Service Unavailable")}, Close{}}},
        {ErrorClass::Truncated, {ReadHead{}, Send{"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort"}, Close{}}},
        {ErrorClass::Timeout, {ReadHead{}, KeepOpen{}}},
        {ErrorClass::Redirect, {ReadHead{}, Send{reply("302 Found", {}, {"Location: ftp://127.0.0.1/"})}, Close{}}},
        {ErrorClass::BodyTooLarge, {ReadHead{}, Send{reply("200 OK", QByteArray(5000, 'x'))}, Close{}}}};
    ScriptedOrigin origin({ReadHead{}, Close{}}); // last, as Java asks a second time then
    QList<Script> scripts;
    for (const auto &[error, script] : faults)
        scripts.append(script);
    origin.onNextConnections(scripts);
    RunPlan plan = planFor(origin.url());
    plan.requests = quint32(faults.size()) + 1;
    plan.atOnce = 1;
    plan.freshConnections = info.name != QLatin1String("java-httpclient"); // which does not take that
    plan.timeout = 2s; // which Java is to have for its first request, too, beside other tests
    plan.maxBody = 4096;
    EngineRun run(comparisonEntry(info, plan).plan);
    QVERIFY(run.wait(60'000));
    QCOMPARE(run.end.problem, QString());
    QCOMPARE(run.summary().failed, plan.requests);
    for (quint32 i = 0; i < plan.requests; ++i) {
        const ErrorClass wanted = i < faults.size() ? faults[i].first : ErrorClass::Reset;
        QVERIFY2(run.record().error(i) == wanted, qPrintable(run.record().errorMessage(i)));
        QVERIFY(!run.record().errorMessage(i).isEmpty());
    }
    QVERIFY(isFolderEmpty());
}

QTEST_GUILESS_MAIN(TestWorker)
#include "tst_worker.moc"
