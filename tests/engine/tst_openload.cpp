// SPDX-License-Identifier: GPL-3.0-or-later
// Loads that go by time, as they reach an origin.
#include "engine/runners/practiceserver.h"
#include "enginerun.h"
#include "support/scriptedorigin.h"

#include <QTest>

#include <algorithm>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 ms = 1'000'000;

RunPlan planOf(const ScriptedOrigin &origin, const char *rate)
{
    RunPlan plan;
    plan.url = origin.url();
    plan.transport = testedTransport();
    plan.requests = 0;
    plan.steps = {false, false, false};
    if (*rate != '\0')
        plan.rate = rateFromText(QLatin1String(rate)).value();
    return plan;
}

} // namespace

class TestOpenLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR); }
    void waitsForALaneWithoutBeingDropped();
    void aServerThatStandsStill();
    void whatTheEndFindsIsCancelled();
    void noDrainCancelsAtTheEnd();
    void timeEndsAClosedLoad_data();
    void timeEndsAClosedLoad();
    void lanesOpenOneAfterTheOther_data();
    void lanesOpenOneAfterTheOther();
    void aRampUpEndsWithItsRequests();
    void aRampUpEndsWithItsTime();
    void stoppedBeforeItIsDue();
    void stoppedItHasOnlyWhatWasDue();
};

/// Two lanes, each taken for 100 ms, and a request due every 10 ms: the lag grows, and nothing is lost.
void TestOpenLoad::waitsForALaneWithoutBeingDropped()
{
    const ScriptedOrigin origin({ReadHead{}, Delay{100ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    RunPlan plan = planOf(origin, "100/s");
    plan.requests = 20;
    plan.atOnce = 2;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.tally().done, 20U);
    QVERIFY(origin.maxAtOnce() <= 2);
    const RunSummary summary = run.summary();
    QCOMPARE(summary.maxInFlight, 2U);
    QVERIFY(summary.lag.max >= 800.0 * ms - 190.0 * ms); // the last begins at 900 ms, due at 190
    QVERIFY(summary.response.p50 > summary.latency.p50 + 100.0 * ms);
    QCOMPARE(summary.health->verdict, LoadVerdict::TooFewLanes);
    QVERIFY(summary.health->neededLanes > 10);
}

/// What a public would suffer is seen by an open load, and hidden by a closed one, which sends nothing meanwhile.
void TestOpenLoad::aServerThatStandsStill()
{
    PracticeServer server;
    RunPlan plan;
    plan.url = ExactUrl::fromText(QByteArrayLiteral("practice:?latency=5ms&stall=400ms+600ms"));
    plan.transport = testedTransport();
    plan.steps = {false, false, false};
    plan.atOnce = 20;
    plan.requests = 0;
    plan.duration = 1400ms;
    plan.rate = rateFromText(QStringLiteral("150/s")).value();
    EngineRun open(plan, &server);
    QVERIFY(open.wait());
    QCOMPARE(open.end.problem, QString());
    const RunSummary seen = open.summary();
    QCOMPARE(seen.done, 210U);
    QVERIFY(seen.latency.p50 < 50.0 * ms);
    QVERIFY(seen.response.p99 >= 400.0 * ms);
    const auto slow = [](const RunRecord &record) {
        int count = 0;
        for (quint32 k = 0; k < record.requestCount(); ++k)
            count += record.responseNs(k).value_or(0) >= 200 * ms ? 1 : 0;
        return count;
    };
    QVERIFY(slow(open.record()) > 50); // of the 90 that were due in that time, those that waited longest
    QCOMPARE(seen.health->verdict, LoadVerdict::TooFewLanes);
    QVERIFY(seen.health->neededLanes > 60);

    plan.rate = {};
    EngineRun closed(plan, &server);
    QVERIFY(closed.wait());
    QCOMPARE(closed.end.problem, QString());
    QCOMPARE(slow(closed.record()), 20); // one in each lane
    QVERIFY(closed.summary().latency.p95 < 200.0 * ms);
}

void TestOpenLoad::whatTheEndFindsIsCancelled()
{
    const ScriptedOrigin origin({ReadHead{}, Delay{60s}, Send{reply("200 OK")}});
    RunPlan plan = planOf(origin, "100/s");
    plan.duration = 100ms;
    plan.drain = 50ms;
    plan.atOnce = 4;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    QVERIFY(!run.end.isStopped);
    QCOMPARE(run.tally().cancelled, 10U);
    QCOMPARE(run.tally().failed, 0U);
    QVERIFY(run.record().elapsedNs >= 150 * ms);
}

/// Nothing is waited for then, under whichever strategy.
void TestOpenLoad::noDrainCancelsAtTheEnd()
{
    const ScriptedOrigin origin({ReadHead{}, Delay{60s}, Send{reply("200 OK")}});
    for (const char *strategy : {"async", "threads", "processes"}) {
        RunPlan plan = planOf(origin, "100/s");
        plan.duration = 100ms;
        plan.drain = 0s;
        plan.strategy = QLatin1String(strategy);
        EngineRun run(plan);
        QVERIFY(run.wait());
        QCOMPARE(run.end.problem, QString());
        QCOMPARE(run.tally().cancelled, 10U);
        QVERIFY(run.record().elapsedNs >= 100 * ms);
    }
}

void TestOpenLoad::timeEndsAClosedLoad_data()
{
    QTest::addColumn<QString>("strategy");
    for (const char *strategy : {"sequential", "async", "async-ordered", "threads", "processes", "async-threads"})
        QTest::newRow(strategy) << QString::fromLatin1(strategy);
}

/// The record grows as requests do, without a gap.
void TestOpenLoad::timeEndsAClosedLoad()
{
    QFETCH(const QString, strategy);
    const ScriptedOrigin origin({ReadHead{}, Delay{5ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    RunPlan plan = planOf(origin, "");
    plan.duration = 300ms;
    plan.strategy = strategy;
    plan.atOnce = 4;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    const RunRecord &record = run.record();
    QCOMPARE(int(record.requestCount()), origin.requests());
    QCOMPARE(run.tally().done, record.requestCount());
    QCOMPARE(record.plan().requests, record.requestCount());
    QVERIFY(record.requestCount() > 4);
    QVERIFY(record.elapsedNs >= 300 * ms);
    quint32 begunLate = 0; // in the turn of a lane that found time left
    for (quint32 k = 0; k < record.requestCount(); ++k)
        begunLate += record.startNs(k).value() > 300 * ms ? 1U : 0U;
    QVERIFY(begunLate <= plan.atOnce);
}

void TestOpenLoad::lanesOpenOneAfterTheOther_data()
{
    QTest::addColumn<QString>("strategy");
    for (const char *strategy : {"async", "threads", "async-ordered"})
        QTest::newRow(strategy) << QString::fromLatin1(strategy);
}

void TestOpenLoad::lanesOpenOneAfterTheOther()
{
    QFETCH(const QString, strategy);
    const ScriptedOrigin origin({ReadHead{}, Delay{400ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    RunPlan plan = planOf(origin, "");
    plan.requests = 4;
    plan.atOnce = 4;
    plan.rampUp = 200ms;
    plan.strategy = strategy;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.tally().done, 4U);
    QList<qint64> starts;
    for (quint32 k = 0; k < 4; ++k)
        starts.append(run.record().startNs(k).value());
    std::sort(starts.begin(), starts.end());
    for (int k = 0; k < 4; ++k)
        QVERIFY(starts[k] >= k * 50 * ms);
    QVERIFY(starts[3] < 400 * ms); // and not as the first one's lane came free
}

/// Lanes that nobody needs any more are not waited for.
void TestOpenLoad::aRampUpEndsWithItsRequests()
{
    const ScriptedOrigin origin;
    for (const char *strategy : {"async", "threads"}) {
        RunPlan plan = planOf(origin, "");
        plan.requests = 3;
        plan.atOnce = 3;
        plan.rampUp = std::chrono::minutes(10);
        plan.strategy = QLatin1String(strategy);
        EngineRun run(plan);
        QVERIFY(run.wait());
        QCOMPARE(run.tally().done, 3U);
    }
}

/// A lane that would open after the end is not waited for either.
void TestOpenLoad::aRampUpEndsWithItsTime()
{
    const ScriptedOrigin origin({ReadHead{}, Delay{5ms}, Send{reply("200 OK", "hello")}, Repeat{}});
    for (const char *strategy : {"async", "threads"}) {
        RunPlan plan = planOf(origin, "");
        plan.atOnce = 3;
        plan.rampUp = std::chrono::minutes(10);
        plan.duration = 200ms;
        plan.drain = std::chrono::minutes(10);
        plan.strategy = QLatin1String(strategy);
        plan.threads = qstrcmp(strategy, "async") == 0 ? 3 : 1;
        EngineRun run(plan);
        QVERIFY(run.wait());
        QCOMPARE(run.tally().done, run.record().requestCount());
        QVERIFY(run.record().requestCount() > 0);
    }
}

void TestOpenLoad::stoppedBeforeItIsDue()
{
    const ScriptedOrigin origin;
    RunPlan plan = planOf(origin, "1/m");
    plan.requests = 3;
    for (const char *strategy : {"async", "threads", "processes"}) {
        plan.strategy = QLatin1String(strategy);
        EngineRun run(plan);
        QTRY_VERIFY(run.isPrepared() && run.tally().done == 1); // the first is due at once
        run.stop();
        QVERIFY(run.wait());
        QCOMPARE(run.tally().cancelled, 2U);
    }
}

/// Whichever strategy it is, whose shares stop one after the other.
void TestOpenLoad::stoppedItHasOnlyWhatWasDue()
{
    const ScriptedOrigin origin({ReadHead{}, Delay{60s}, Send{reply("200 OK")}});
    for (const char *strategy : {"async", "sequential", "threads", "processes", "async-threads"}) {
        RunPlan plan = planOf(origin, "100/s");
        plan.duration = std::chrono::hours(10); // 3.6 million
        plan.strategy = QLatin1String(strategy);
        plan.atOnce = 4; // so that some wait for a lane
        EngineRun run(plan);
        QTRY_VERIFY_WITH_TIMEOUT(run.isPrepared() && run.record().requestCount() > 10, 20'000);
        run.stop();
        QVERIFY(run.wait());
        QCOMPARE(run.end.problem, QString());
        const RunRecord &record = run.record();
        QVERIFY(record.requestCount() > 10);
        QVERIFY(record.requestCount() <= record.elapsedNs / (10 * ms) + 1);
        QCOMPARE(run.tally().cancelled, record.requestCount());
        QCOMPARE(record.plan().requests, record.requestCount());
    }
}

QTEST_GUILESS_MAIN(TestOpenLoad)
#include "tst_openload.moc"
