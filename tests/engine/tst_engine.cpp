// SPDX-License-Identifier: GPL-3.0-or-later
// The real engine: threads, sockets and files, against nginx and the scripted origin.
#include "engine/runners/practiceserver.h"
#include "enginerun.h"
#include "support/nginxserver.h"
#include "support/scriptedorigin.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiftyAgainstNginx();
    void allAreInFlightAtOnce_data();
    void allAreInFlightAtOnce();
    void sequentialIsOneAtATime();
    void practiceRun();
    void connectionsAreReusedAndNumbered();
    void freshConnections();
    void warmUpIsInNoFigure();
    void severalThreads_data();
    void severalThreads();
    void severalThreadsStopped();
    void severalThreadsDestroyed();
    void stopInTheWarmUp();
    void stagesFollowEachOther();
    void waitIsTheServersDelay();
    void savedPageIsTheWrappedBody();
    void stopWhileRunning();
    void stopBeforeItStarted();
    void destroyedWhileRunning();
    void folderProblemsComeFirst();
    void bodyIsSent();
    void requestWithoutBodyWaits();
    void proxyCredentialsAreSent();
    void lateFactsAreDropped();

private:
    RunPlan planFor(const QUrl &url, quint32 requests = 50) const
    {
        RunPlan plan;
        plan.url = url;
        plan.transport = testedTransport();
        plan.requests = requests;
        plan.workDir = m_folder.path();
        return plan;
    }
    bool isFolderEmpty() const { return QDir(m_folder.path()).isEmpty(); }

    QTemporaryDir m_folder;
};

void TestEngine::fiftyAgainstNginx()
{
    NginxServer nginx(6804);
    QVERIFY2(nginx.start(), qPrintable(nginx.problem()));
    EngineRun run(planFor(nginx.url()));
    QVERIFY(run.wait());
    const RunSummary summary = run.summary();
    QCOMPARE(run.end.problem, QString());
    QCOMPARE(summary.done, 50U);
    QCOMPARE(summary.bytesReceived, 50 * 6804);
    QCOMPARE(summary.statuses, (std::map<quint16, quint32>{{200, 50}}));
    QCOMPARE(summary.retries, 0U);
    QTRY_COMPARE(nginx.requests(), 50);
    QVERIFY(isFolderEmpty());
    QVERIFY(run.record().responseHeaders(0).contains(QLatin1String("server: nginx")));
}

void TestEngine::allAreInFlightAtOnce_data()
{
    QTest::addColumn<quint32>("requests");
    QTest::newRow("50, a manager each") << 50U;
    QTest::newRow("200, managers shared") << 200U;
}

void TestEngine::allAreInFlightAtOnce()
{
    QFETCH(quint32, requests);
    // So long that all of them arrive before the first one is answered, whatever else the machine does.
    ScriptedOrigin origin({ReadHead{}, Delay{2500ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    EngineRun run(planFor(origin.url(), requests));
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, requests);
    QCOMPARE(origin.requests(), int(requests));
    QCOMPARE(origin.maxAtOnce(), int(requests));
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(requests));
}

void TestEngine::sequentialIsOneAtATime()
{
    ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url());
    plan.strategy = QStringLiteral("sequential");
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 50U);
    QCOMPARE(run.summary().maxInFlight, 1U);
    QCOMPARE(origin.requests(), 50);
    QCOMPARE(origin.maxAtOnce(), 1);
    QCOMPARE(origin.connections(), 1);
    for (quint32 i = 1; i < 50; ++i)
        QVERIFY(*run.record().startNs(i) >= *run.record().endNs(i - 1));
}

void TestEngine::practiceRun()
{
    PracticeServer server;
    RunPlan plan = planFor(QUrl(QStringLiteral("practice:robots.txt?latency=20ms&size=100")));
    EngineRun run(plan, &server);
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    QCOMPARE(run.summary().done, 50U);
    QCOMPARE(run.record().bytes(7), 100U);
    EngineRun again(plan, &server); // the same server
    QVERIFY(again.wait());
    QCOMPARE(again.summary().done, 50U);
}

void TestEngine::connectionsAreReusedAndNumbered()
{
    // A reply that came at once could have its connection used again before the fourth is opened.
    ScriptedOrigin origin({ReadHead{}, Delay{20ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    RunPlan plan = planFor(origin.url(), 40);
    plan.atOnce = 4;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(origin.connections(), 4);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(4));
    int fresh = 0;
    for (quint32 i = 0; i < 40; ++i) {
        const bool isFresh = run.record().reuse(i) == Fact::Reuse::Fresh;
        fresh += isFresh;
        QCOMPARE(run.record().stage(i, Stage::Connect).has_value(), isFresh);
        QCOMPARE(run.record().stage(i, Stage::Send).has_value(),
                 !isFresh || !isQtTested()); // Qt tells no end of connect
        QVERIFY(*run.record().connection(i) < 4);
    }
    QCOMPARE(fresh, 4);
}

void TestEngine::freshConnections()
{
    ScriptedOrigin origin; // which would keep them
    RunPlan plan = planFor(origin.url(), 12);
    plan.atOnce = 3;
    plan.freshConnections = true;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 12U);
    QCOMPARE(origin.connections(), 12);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(12));
    QVERIFY(origin.heads().first().toLower().contains("connection: close"));
}

void TestEngine::warmUpIsInNoFigure()
{
    ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url(), 10);
    plan.atOnce = 2;
    plan.warmup = 5;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(origin.requests(), 15);
    QCOMPARE(run.summary().requests, 10U);
    QCOMPARE(run.summary().done, 10U);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(0)); // they were opened before the clock
    QVERIFY(isFolderEmpty());
}

void TestEngine::severalThreads_data()
{
    QTest::addColumn<int>("threads");
    QTest::addColumn<quint32>("warmup");
    QTest::newRow("two") << 2 << 0U;
    QTest::newRow("three, warmed up") << 3 << 7U;
    QTest::newRow("more than one warms up") << 4 << 1U;
}

void TestEngine::severalThreads()
{
    QFETCH(int, threads);
    QFETCH(quint32, warmup);
    ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url(), 400);
    plan.atOnce = 10;
    plan.threads = threads;
    plan.warmup = warmup;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 400U);
    QCOMPARE(origin.requests(), 400 + int(warmup));
    QVERIFY(run.summary().maxInFlight <= 10);
    QSet<quint32> lanes;
    QHash<quint32, quint32> laneOfConnection;
    for (quint32 i = 0; i < 400; ++i) {
        const quint32 lane = *run.record().lane(i);
        lanes.insert(lane);
        QVERIFY(lane < 10);
        const std::optional<quint32> connection = run.record().connection(i);
        if (!connection)
            continue;
        if (isQtTested()) // whose lanes keep theirs
            QCOMPARE(laneOfConnection.value(*connection, lane), lane);
        laneOfConnection.insert(*connection, lane);
    }
    QVERIFY(lanes.size() > 1);
    if (!isQtTested() || warmup == 0)                            // Qt's were opened before the clock
        QCOMPARE(laneOfConnection.size(), origin.connections()); // no number twice
    QVERIFY(isFolderEmpty());
}

void TestEngine::severalThreadsStopped()
{
    ScriptedOrigin origin({ReadHead{}, KeepOpen{}});
    RunPlan plan = planFor(origin.url(), 1000);
    plan.atOnce = 20;
    plan.threads = 3;
    EngineRun run(plan);
    QTRY_COMPARE(origin.requests(), 20);
    run.stop();
    QVERIFY(run.wait());
    QVERIFY(run.end.isStopped);
    QCOMPARE(run.summary().cancelled, 1000U);
    QVERIFY(isFolderEmpty());
}

void TestEngine::severalThreadsDestroyed()
{
    ScriptedOrigin origin({ReadHead{}, Send{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"}, KeepOpen{}});
    {
        RunPlan plan = planFor(origin.url(), 1000);
        plan.atOnce = 20;
        plan.threads = 3;
        EngineRun run(plan);
        QTRY_COMPARE(origin.requests(), 20);
    }
    QVERIFY(isFolderEmpty());
    QTRY_COMPARE(origin.openConnections(), 0);
}

void TestEngine::stopInTheWarmUp()
{
    ScriptedOrigin origin({ReadHead{}, KeepOpen{}});
    RunPlan plan = planFor(origin.url(), 100);
    plan.atOnce = 4;
    plan.warmup = 10;
    EngineRun run(plan);
    QTRY_COMPARE(origin.requests(), 4);
    run.stop();
    QVERIFY(run.wait());
    QCOMPARE(run.summary().cancelled, 100U);
    QCOMPARE(origin.requests(), 4); // nothing more after the stop
}

void TestEngine::stagesFollowEachOther()
{
    ScriptedOrigin origin;
    EngineRun run(planFor(origin.url(), 20));
    QVERIFY(run.wait());
    for (quint32 i = 0; i < 20; ++i) {
        qint64 last = 0;
        for (const Stage stage : allStages) {
            const std::optional<Interval> interval = run.record().stage(i, stage);
            if (!interval)
                continue;
            QVERIFY(interval->begin >= last);
            QVERIFY(interval->end >= interval->begin);
            last = interval->end;
        }
        for (const Stage told : {Stage::Queued, Stage::Wait, Stage::Receive, Stage::Wrap, Stage::Save, Stage::Delete})
            QVERIFY(run.record().stage(i, told));
        for (const Stage untold : {Stage::Dns, Stage::Tls})
            QVERIFY(!run.record().stage(i, untold));
        QVERIFY(*run.record().endNs(i) >= last);
        QVERIFY(*run.record().endNs(i) <= run.end.elapsedNs);
    }
}

void TestEngine::waitIsTheServersDelay()
{
    ScriptedOrigin origin({ReadHead{}, Delay{1000ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    RunPlan plan = planFor(origin.url(), 1);
    EngineRun run(plan);
    QVERIFY(run.wait());
    const Interval wait = *run.record().stage(0, Stage::Wait);
    QVERIFY2(wait.length() >= 990'000'000, qPrintable(QString::number(wait.length()))); // never shorter than it was
    QVERIFY(run.record().stage(0, Stage::Connect)->length() < 990'000'000);             // and in no other stage
    QVERIFY(run.record().stage(0, Stage::Receive)->length() < 990'000'000);
}

void TestEngine::savedPageIsTheWrappedBody()
{
    ScriptedOrigin origin(
        {ReadHead{}, Send{reply("200 OK", "<b>\xfc</b>", {"Content-Type: text/plain; charset=iso-8859-1"})}, Repeat{}});
    RunPlan plan = planFor(origin.url(QStringLiteral("/a?token=hunter2")), 3);
    plan.steps.remove = false;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QFile page(run.workFolder() + QLatin1Char('/') + run.record().fileName(2));
    QVERIFY2(page.open(QIODevice::ReadOnly), qPrintable(page.fileName()));
    const QString text = QString::fromUtf8(page.readAll());
    QVERIFY(text.contains(QStringLiteral("&lt;b&gt;ü&lt;/b&gt;")));
    QVERIFY(!text.contains(QLatin1String("hunter2")));
    QVERIFY(QDir(run.workFolder()).removeRecursively());
}

void TestEngine::stopWhileRunning()
{
    ScriptedOrigin origin({ReadHead{}, KeepOpen{}});
    RunPlan plan = planFor(origin.url(), 1000);
    plan.atOnce = 20;
    EngineRun run(plan);
    QTRY_COMPARE(origin.requests(), 20);
    run.stop();
    run.stop();
    QVERIFY(run.wait());
    QVERIFY(run.end.isStopped);
    QCOMPARE(run.summary().cancelled, 1000U);
    QTest::qWait(0);
    QCOMPARE(run.ends(), 1);
    QCOMPARE(origin.requests(), 20);
    QVERIFY(isFolderEmpty());
}

void TestEngine::stopBeforeItStarted()
{
    PracticeServer server;
    EngineRun run(planFor(defaultPracticeUrl()), &server);
    run.stop();
    QVERIFY(run.wait());
    QVERIFY(run.end.isStopped);
    QCOMPARE(run.end.problem, QString());
}

void TestEngine::destroyedWhileRunning()
{
    ScriptedOrigin origin({ReadHead{}, Send{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"}, KeepOpen{}});
    {
        EngineRun run(planFor(origin.url()));
        QTRY_COMPARE(origin.requests(), 50);
    }
    QVERIFY(isFolderEmpty());
    QTRY_COMPARE(origin.openConnections(), 0);
}

void TestEngine::folderProblemsComeFirst()
{
    ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url());
    plan.workDir = QStringLiteral("/nowhere/at/all");
    EngineRun run(plan);
    QVERIFY(run.wait());
    QVERIFY2(run.end.problem.contains(QLatin1String("/nowhere/at/all")), qPrintable(run.end.problem));
    QCOMPARE(run.end.option, QStringLiteral("--work-dir"));
    QVERIFY(!run.isPrepared());
    QCOMPARE(origin.connections(), 0);
}

void TestEngine::bodyIsSent()
{
    ScriptedOrigin origin({ReadHead{}, ReadBody{}, Send{reply("201 Created")}, Repeat{}});
    RunPlan plan = planFor(origin.url(), 2);
    plan.method = "POST";
    plan.body = "a=1";
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 2U);
    QCOMPARE(origin.bodies(), (QList<QByteArray>{"a=1", "a=1"}));
    QVERIFY(origin.heads().first().startsWith("POST / HTTP/1.1\r\n"));
    QVERIFY(origin.heads().first().contains("application/x-www-form-urlencoded"));
}

void TestEngine::requestWithoutBodyWaits()
{
    ScriptedOrigin origin({ReadHead{}, Delay{500ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    for (const char *method : {"POST", "DELETE", "PURGE"}) {
        RunPlan plan = planFor(origin.url(), 1);
        plan.method = method;
        plan.connectTimeout = 400ms; // is over once the request is out
        EngineRun run(plan);
        QVERIFY(run.wait());
        QCOMPARE(run.summary().done, 1U);
        QVERIFY2(run.record().stage(0, Stage::Wait).has_value(), method);
    }
}

void TestEngine::proxyCredentialsAreSent()
{
    ScriptedOrigin proxy;
    RunPlan plan = planFor(QUrl(QStringLiteral("http://127.0.0.1:9/x")), 1);
    plan.proxy = QUrl(QStringLiteral("http://me:hunter2@127.0.0.1:%1").arg(proxy.port()));
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 1U);
    QVERIFY(proxy.heads().first().startsWith("GET http://127.0.0.1:9/x HTTP/1.1\r\n"));
    QVERIFY(proxy.heads().first().toLower().contains("proxy-authorization: basic " +
                                                     QByteArray("me:hunter2").toBase64().toLower()));
}

void TestEngine::lateFactsAreDropped()
{
    ScriptedOrigin origin;
    EngineRun first(planFor(origin.url(), 5));
    QVERIFY(first.wait());
    EngineRun second(planFor(origin.url(), 5));
    QVERIFY(second.wait());
    QVERIFY(first.runner->runId() != second.runner->runId());
    FactBatch late;
    late.runId = first.runner->runId();
    RunRecorder recorder(planFor(origin.url(), 5), second.runner->runId());
    QVERIFY(!recorder.apply(late));
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
