// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/strategy.h"

#include "core/run/loopwait.h"
#include "core/run/runrecorder.h"
#include "engine/pipeline/requestqueue.h"
#include "engine/pipeline/stepexecutor.h"
#include "fakes.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;

/// A strategy over a transport, a store and a clock that the test holds in its hand.
struct Bench {
    Bench(const char *strategyName, quint32 requests, quint32 atOnce, StepExecutor *executor = nullptr)
    {
        plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
        plan.strategy = QLatin1String(strategyName);
        plan.requests = requests;
        plan.atOnce = atOnce;
        QString problem;
        factory = std::make_unique<RequestFactory>(plan, &problem);
        queue = std::make_unique<RequestQueue>(requests);
        JobContext context{queue.get(), factory.get(), &store, &log, &clock};
        context.executor = executor;
        strategy = makeStrategy(plan.strategy, context, pool, {0, plan.effectiveAtOnce()});
        ended = std::make_unique<QSignalSpy>(strategy.get(), &Strategy::finished);
    }

    RunPlan plan;
    FakePool pool;
    FakeStore store;
    EventLog log;
    FakeClock clock;
    std::unique_ptr<RequestFactory> factory;
    std::unique_ptr<RequestQueue> queue;
    std::unique_ptr<Strategy> strategy;
    std::unique_ptr<QSignalSpy> ended;
};

constexpr qint64 ms = 1'000'000;

/// One whose steps block for 10 ms.
void makeSlow(Bench &bench)
{
    bench.clock.now = ms;
    bench.pool.network.clock = &bench.clock;
    bench.store.onSave = [&bench] { bench.clock.now += 10 * ms; };
}

/// By request, in ms.
QList<qint64> loopWaitsOf(const Bench &bench)
{
    RunRecorder recorder(bench.plan, 1);
    recorder.apply({1, bench.log.facts, {}});
    QList<qint64> waits;
    for (quint32 request = 0; request < bench.plan.requests; ++request)
        waits.append(loopWaitNs(*recorder.record(), request).value_or(-ms) / ms);
    return waits;
}

/// Does nothing until it is told when it was done.
class HeldExecutor final : public StepExecutor
{
public:
    void run(PageWork work) override { works.push_back(std::move(work)); }
    void finish() override {}
    void conclude(quint32 index, qint64 wrapBegin, qint64 removeEnd)
    {
        PageResult result;
        result.index = index;
        result.wrap = {wrapBegin, wrapBegin + ms, 1};
        result.save = {wrapBegin + ms, wrapBegin + 2 * ms, 1};
        result.remove = {wrapBegin + 2 * ms, removeEnd, 0};
        Q_EMIT done(result);
    }

    std::vector<PageWork> works;
};

class TestStrategy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asyncFillsItsLanes();
    void asyncStepsRunAsRepliesArrive();
    void sequentialIsOneAtATime();
    void thousandsThatEndAtOnce_data();
    void thousandsThatEndAtOnce();
    void cancelGivesEachOneOutcome_data();
    void cancelGivesEachOneOutcome();
    void orderedDoesNothingOnceCancelled();
    void countsConnections();
    void destroyedInFlight();
    void blockingStepsMakeRepliesOfALoopWait();
    void aThreadOfItsOwnMakesNoneWait();
    void repliesWaitForTheirExecutor();
};

void TestStrategy::asyncFillsItsLanes()
{
    Bench bench("async", 10, 4);
    bench.strategy->start();
    QTRY_COMPARE(bench.pool.network.replies.size(), 4);
    QTest::qWait(0);
    QCOMPARE(bench.pool.network.replies.size(), 4); // no more than its lanes
    bench.pool.network.replies[2]->succeed();
    QTRY_COMPARE(bench.pool.network.replies.size(), 5);
    const auto started = std::find_if(bench.log.facts.begin(), bench.log.facts.end(),
                                      [](const Fact &fact) { return fact.request == 4; });
    QCOMPARE(started->value, 2); // the lane that became free
}

void TestStrategy::asyncStepsRunAsRepliesArrive()
{
    Bench bench("async", 3, 3);
    bench.strategy->start();
    QTRY_COMPARE(bench.pool.network.replies.size(), 3);
    for (const int index : {1, 0, 2}) {
        bench.pool.network.replies[index]->succeed();
        QTRY_COMPARE(bench.log.outcomesOf(static_cast<quint32>(index)), 1);
    }
    QCOMPARE(bench.ended->size(), 1);
    QStringList steps;
    for (const QString &line : bench.log.lines()) {
        if (line.startsWith(QLatin1String("ended w")) || line.startsWith(QLatin1String("ended s")) ||
            line.startsWith(QLatin1String("ended d")))
            steps.append(line.mid(6));
    }
    steps.removeAll(QStringLiteral("send 0"));
    steps.removeAll(QStringLiteral("send 1"));
    steps.removeAll(QStringLiteral("send 2"));
    QCOMPARE(
        steps,
        linesFrom(
            "wait 1, wrap 1, save 1, delete 1, wait 0, wrap 0, save 0, delete 0, wait 2, wrap 2, save 2, delete 2"));
}

void TestStrategy::sequentialIsOneAtATime()
{
    Bench bench("sequential", 20, 20);
    bench.pool.network.onRequest = [](FakeReply *reply) {
        QMetaObject::invokeMethod(reply, [reply] { reply->succeed(); }, Qt::QueuedConnection);
    };
    bench.strategy->start();
    QTRY_COMPARE(bench.ended->size(), 1);
    QCOMPARE(bench.pool.network.mostInFlight, 1);
    quint32 expected = 0;
    for (const Fact &fact : bench.log.facts) {
        if (fact.kind == Fact::Kind::Finished)
            QCOMPARE(fact.request, expected++);
        else
            QCOMPARE(fact.request, expected); // whole before the next
    }
    QCOMPARE(expected, 20U);
}

void TestStrategy::thousandsThatEndAtOnce_data()
{
    QTest::addColumn<QByteArray>("strategy");
    QTest::addColumn<int>("atOnce");
    QTest::addColumn<bool>("isTogether");
    QTest::newRow("all in flight") << QByteArray("async") << 4096 << true;
    QTest::newRow("one lane") << QByteArray("async") << 1 << true;
    QTest::newRow("each by itself") << QByteArray("async") << 64 << false;
    QTest::newRow("sequential") << QByteArray("sequential") << 1 << true;
}

void TestStrategy::thousandsThatEndAtOnce()
{
    QFETCH(QByteArray, strategy);
    QFETCH(int, atOnce);
    QFETCH(bool, isTogether);
    Bench bench(strategy.constData(), 4096, static_cast<quint32>(atOnce));
    bench.pool.network.onRequest = [&bench, isTogether](FakeReply *reply) {
        if (!isTogether)
            QMetaObject::invokeMethod(reply, [reply] { reply->succeed(); }, Qt::QueuedConnection);
        else if (bench.pool.network.inFlight == static_cast<int>(bench.plan.effectiveAtOnce()))
            QMetaObject::invokeMethod(
                &bench.pool.network,
                [&bench] {
                    const QList<FakeReply *> all =
                        bench.pool.network.replies.mid(bench.pool.network.replies.size() - bench.pool.network.inFlight);
                    for (FakeReply *one : all)
                        one->succeed();
                },
                Qt::QueuedConnection);
    };
    bench.strategy->start();
    QTRY_COMPARE_WITH_TIMEOUT(bench.ended->size(), 1, 30'000);
    QCOMPARE(bench.log.count(Outcome::Done), 4096U);
    QCOMPARE(bench.store.saves, 4096U);
    QVERIFY(bench.store.files.isEmpty());
    QVERIFY(bench.pool.network.mostInFlight <= atOnce);
}

void TestStrategy::cancelGivesEachOneOutcome_data()
{
    QTest::addColumn<QByteArray>("strategy");
    QTest::newRow("async") << QByteArray("async");
    QTest::newRow("sequential") << QByteArray("sequential");
}

void TestStrategy::cancelGivesEachOneOutcome()
{
    QFETCH(QByteArray, strategy);
    Bench bench(strategy.constData(), 100, 5);
    bench.strategy->start();
    const int lanes = static_cast<int>(bench.plan.effectiveAtOnce());
    QTRY_COMPARE(bench.pool.network.replies.size(), lanes);
    bench.pool.network.replies[0]->succeed();
    QTRY_COMPARE(bench.pool.network.replies.size(), lanes + 1);
    bench.strategy->cancel();
    QCOMPARE(bench.ended->size(), 1);
    bench.strategy->cancel();
    QCOMPARE(bench.ended->size(), 1);
    QCOMPARE(bench.log.count(Outcome::Done), 1U);
    QCOMPARE(bench.log.count(Outcome::Cancelled), 99U);
    for (quint32 request = 0; request < 100; ++request)
        QCOMPARE(bench.log.outcomesOf(request), 1);
    QVERIFY(bench.store.files.isEmpty());
    QTest::qWait(0);
    QCOMPARE(bench.pool.network.replies.size(), lanes + 1); // nothing starts after
}

/// Replies that waited for the first one are not worked on when that is cancelled.
void TestStrategy::orderedDoesNothingOnceCancelled()
{
    Bench bench("async-ordered", 5, 5);
    bench.strategy->start();
    QTRY_COMPARE(bench.pool.network.replies.size(), 5);
    for (const int early : {1, 2, 3})
        bench.pool.network.replies[early]->succeed();
    QTest::qWait(0);
    bench.strategy->cancel();
    QCOMPARE(bench.ended->size(), 1);
    QCOMPARE(bench.log.count(Outcome::Cancelled), 5U);
    QCOMPARE(bench.store.saves, 0U);
}

void TestStrategy::countsConnections()
{
    Bench bench("async", 4, 2);
    bench.strategy->start();
    QTRY_COMPARE(bench.pool.network.replies.size(), 2);
    bench.pool.network.replies[1]->connecting();
    bench.pool.network.replies[0]->connecting();
    bench.pool.network.replies[1]->succeed();
    bench.pool.network.replies[0]->succeed();
    QTRY_COMPARE(bench.pool.network.replies.size(), 4);
    bench.pool.network.replies[2]->succeed();    // request 2 on the lane of request 1
    bench.pool.network.replies[3]->connecting(); // the server had closed the other one
    bench.pool.network.replies[3]->succeed();
    QTRY_COMPARE(bench.ended->size(), 1);
    QCOMPARE(bench.strategy->connectionsOpened(), 3U);
}

void TestStrategy::destroyedInFlight()
{
    Bench bench("async", 100, 50);
    bench.strategy->start();
    QTRY_COMPARE(bench.pool.network.replies.size(), 50);
    bench.strategy.reset();
    for (const FakeReply *reply : std::as_const(bench.pool.network.replies))
        QVERIFY(reply->isAborted);
}

void TestStrategy::blockingStepsMakeRepliesOfALoopWait()
{
    Bench bench("async", 3, 3);
    makeSlow(bench);
    bench.strategy->start();
    QTRY_COMPARE(bench.pool.network.replies.size(), 3);
    const QList<FakeReply *> replies = bench.pool.network.replies;
    for (FakeReply *reply : replies)
        reply->succeed();
    QTRY_COMPARE(bench.ended->size(), 1);
    QCOMPARE(loopWaitsOf(bench), (QList<qint64>{0, 10, 20}));
}

void TestStrategy::aThreadOfItsOwnMakesNoneWait()
{
    Bench bench("threads", 3, 1);
    makeSlow(bench);
    bench.pool.network.onRequest = [](FakeReply *reply) {
        QMetaObject::invokeMethod(reply, [reply] { reply->succeed(); }, Qt::QueuedConnection);
    };
    bench.strategy->start();
    QTRY_COMPARE(bench.ended->size(), 1);
    QCOMPARE(loopWaitsOf(bench), (QList<qint64>{0, 0, 0}));
}

/// For a worker, and with what that did for the loop to hear of it.
void TestStrategy::repliesWaitForTheirExecutor()
{
    HeldExecutor executor;
    Bench bench("async-threads", 1, 1, &executor);
    makeSlow(bench);
    bench.strategy->start();
    QTRY_COMPARE(bench.pool.network.replies.size(), 1);
    bench.pool.network.replies[0]->succeed();
    QTRY_COMPARE(executor.works.size(), std::size_t(1));
    bench.clock.now = 50 * ms;
    executor.conclude(0, 21 * ms, 43 * ms); // 20 ms after the reply, 7 ms before now
    QTRY_COMPARE(bench.ended->size(), 1);
    QCOMPARE(loopWaitsOf(bench), QList<qint64>{27});
}

QTEST_GUILESS_MAIN(TestStrategy)
#include "tst_strategy.moc"
