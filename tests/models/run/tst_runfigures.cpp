// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/runfigures.h"
#include "support/facts.h"

#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 us = 1'000;
constexpr qint64 ms = 1'000'000;
constexpr qint64 s = 1'000'000'000;

QString joined(const FigureText &text)
{
    return text.value + QLatin1Char('|') + text.unit;
}

} // namespace

class TestRunFigures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsALiveRun();
    void readsTheStartOfARun();
    void readsASummary();
    void readsAnOpenRun();
    void remembersThatAllLanesWereInUse();
    void readsTheSummaryOfAnOpenRun();
    void knowsAnEndInTime();
    void wordsElapsed_data();
    void wordsElapsed();
    void wordsDone();
    void wordsOneTime();
    void marksPercentilesOfTooFew();
    void wordsTheShareThatFailed();
    void wordsOverlap();
    void wordsRate_data();
    void wordsRate();
    void wordsLatency_data();
    void wordsLatency();
};

void TestRunFigures::readsALiveRun()
{
    RunPlan plan;
    plan.requests = 5;
    plan.atOnce = 3;
    RunRecorder recorder(plan, 1);
    FactBatch batch;
    batch.runId = 1;
    batch.facts = {ended(0, Stage::Queued, 0, 0), ended(1, Stage::Queued, 0, 1), ended(2, Stage::Queued, 100 * ms, 2),
                   finished(0, Outcome::Done, 100 * ms), finished(1, Outcome::Failed, 200 * ms, ErrorClass::Timeout)};
    QVERIFY(recorder.apply(batch));
    LiveTimes times;
    times.service.add(100 * ms);

    const RunFigures figures = liveFigures(recorder, times, 400 * ms);
    QCOMPARE(figures.elapsedNs, 400 * ms);
    QCOMPARE(figures.requests, 5u);
    QCOMPARE(figures.done, 1u);
    QCOMPARE(figures.failed, 1u);
    QCOMPARE(figures.cancelled, 0u);
    QCOMPARE(figures.atOnce, 3u);
    QCOMPARE(figures.inFlight, 1u);
    QVERIFY(figures.isCountKnown);
    QCOMPARE(figures.shareDone, 0.2);
    QVERIFY(!figures.load);
    QVERIFY(!figures.isBehind());
    QCOMPARE(figures.overlap, (100. + 200. + 300.) / 400.);
    QCOMPARE(figures.requestsPerSecond, 2.5);
    QCOMPARE(figures.latencyCount, 1u);
    QVERIFY(qAbs(figures.p50Ns - 100 * ms) <= ms);
    QCOMPARE(figures.maxNs, 100 * ms);
}

void TestRunFigures::readsTheStartOfARun()
{
    const RunRecorder recorder(RunPlan(), 1);
    const RunFigures figures = liveFigures(recorder, LiveTimes(), 0);
    QCOMPARE(figures.requests, 50u);
    QCOMPARE(figures.atOnce, 50u);
    QCOMPARE(figures.overlap, 0.);
    QCOMPARE(figures.requestsPerSecond, 0.);
    QCOMPARE(figures.latencyCount, 0u);
}

void TestRunFigures::readsASummary()
{
    RunSummary summary;
    summary.elapsedNs = 532 * ms;
    summary.requests = 50;
    summary.done = 47;
    summary.failed = 2;
    summary.cancelled = 1;
    summary.overlap = 9.7;
    summary.requestsPerSecond = 88.3;
    summary.latency.count = 47;
    summary.latency.p50 = 115.6e6;
    summary.latency.p95 = 178.2e6 + 0.5;
    summary.latency.max = 179e6;
    RunPlan plan;
    plan.atOnce = 10;
    const RunFigures figures = finalFigures(summary, RunRecord(plan));
    QCOMPARE(figures.elapsedNs, 532 * ms);
    QCOMPARE(figures.requests, 50u);
    QCOMPARE(figures.done, 47u);
    QCOMPARE(figures.failed, 2u);
    QCOMPARE(figures.cancelled, 1u);
    QCOMPARE(figures.atOnce, 10u);
    QCOMPARE(figures.inFlight, 0u);
    QCOMPARE(figures.overlap, 9.7);
    QCOMPARE(figures.requestsPerSecond, 88.3);
    QCOMPARE(figures.latencyCount, 47u);
    QCOMPARE(figures.p50Ns, qint64(115'600'000));
    QCOMPARE(figures.p95Ns, qint64(178'200'001));
    QCOMPARE(figures.maxNs, 179 * ms);
    QCOMPARE(figures.shareDone, 0.94);
    QVERIFY(figures.loopWait.isEmpty());
    summary.loopWait.count = 47;
    summary.loopWait.p95 = 20e6;
    summary.loopWaitShare = 0.125;
    const QString text = finalFigures(summary, RunRecord(plan)).loopWait;
    QVERIFY2(text.contains(QLatin1String("p95 20.0 ms")) && text.contains(QLatin1String("12.5 %")), qPrintable(text));
}

void TestRunFigures::readsAnOpenRun()
{
    RunPlan plan;
    plan.rate = rateFromText(QStringLiteral("10/s")).value();
    plan.requests = 10;
    plan.atOnce = 2;
    RunRecorder recorder(plan, 1);
    FactBatch batch;
    batch.runId = 1;
    // Due at 0 and at 100 ms, begun 20 ms later, each for 50 ms.
    for (quint32 request = 0; request < 2; ++request) {
        Fact left = ended(request, Stage::Queued, request * 100 * ms + 20 * ms, 0);
        left.begin = request * 100 * ms;
        Fact received = ended(request, Stage::Receive, left.at + 50 * ms);
        received.begin = received.at - ms;
        batch.facts.insert(batch.facts.end(), {left, received, finished(request, Outcome::Done, received.at)});
    }
    QVERIFY(recorder.apply(batch));
    LiveTimes times;
    times.take(batch, *recorder.record());
    const RunFigures figures = liveFigures(recorder, times, 200 * ms);
    QVERIFY(figures.load.has_value());
    const LoadFigures &load = *figures.load;
    QCOMPARE(load.responseCount, 2u);
    QVERIFY(qAbs(load.responseP99Ns - 70 * ms) <= ms);
    QCOMPARE(load.longestLagNs, 20 * ms);
    QVERIFY(qAbs(figures.p95Ns - 50 * ms) <= ms); // of the service time
    QVERIFY(load.health.has_value());
    QCOMPARE(load.health->askedRate, 10.);
    QCOMPARE(load.health->achievedRate, 10.);
    QCOMPARE(load.health->verdict, LoadVerdict::FellBehind); // 20 ms are far above 5 % of 50
    QVERIFY(!load.isFinal);
    QVERIFY(load.sentence.isEmpty());
    QVERIFY(figures.isBehind());
    QVERIFY(!liveFigures(recorder, LiveTimes(), 0).load->health);
}

/// The requests that waited for a lane are under way or done again, and their lag is in the figures.
void TestRunFigures::remembersThatAllLanesWereInUse()
{
    RunPlan plan;
    plan.rate = rateFromText(QStringLiteral("10/s")).value();
    plan.requests = 10;
    plan.atOnce = 2;
    RunRecorder recorder(plan, 1);
    FactBatch batch;
    batch.runId = 1;
    Fact late = ended(2, Stage::Queued, 900 * ms);
    late.begin = 200 * ms;
    batch.facts = {ended(0, Stage::Queued, 0),           ended(1, Stage::Queued, 100 * ms),
                   finished(0, Outcome::Done, 900 * ms), late,
                   finished(1, Outcome::Done, 950 * ms), finished(2, Outcome::Done, 950 * ms)};
    QVERIFY(recorder.apply(batch));
    LiveTimes times;
    times.take(batch, *recorder.record());
    const RunFigures figures = liveFigures(recorder, times, 1000 * ms);
    QCOMPARE(figures.inFlight, 0u);
    QCOMPARE(figures.load->health->verdict, LoadVerdict::TooFewLanes);
}

void TestRunFigures::readsTheSummaryOfAnOpenRun()
{
    RunPlan plan;
    plan.rate = rateFromText(QStringLiteral("10/s")).value();
    plan.requests = 1000;
    plan.atOnce = 64;
    RunSummary summary;
    summary.response.count = 990;
    summary.response.p999 = 2e9;
    summary.lag.count = 1000;
    summary.lag.p99 = 1.6e9;
    summary.lag.max = 1.9e9;
    summary.health = LoadHealth{10, 9.5, 0.95, 441, std::nullopt, LoadVerdict::TooFewLanes};
    const RunFigures figures = finalFigures(summary, RunRecord(plan));
    QVERIFY(figures.load.has_value());
    QVERIFY(figures.load->isFinal);
    QCOMPARE(figures.load->lagP99Ns, 1'600 * ms);
    QCOMPARE(figures.load->longestLagNs, 1'900 * ms);
    QCOMPARE(figures.load->responseP999Ns, 2 * s);
    QVERIFY2(figures.load->sentence.startsWith(QStringLiteral("Too few lanes")), qPrintable(figures.load->sentence));
    QVERIFY2(figures.load->sentence.contains(QStringLiteral("t once” to 441 or more.")),
             qPrintable(figures.load->sentence));
    QVERIFY(figures.isBehind());
    summary.lag.count = 0; // none began: no verdict
    QVERIFY(!finalFigures(summary, RunRecord(plan)).load->health);
}

void TestRunFigures::knowsAnEndInTime()
{
    RunPlan plan;
    plan.requests = 0;
    plan.duration = std::chrono::seconds(10);
    RunRecorder recorder(plan, 1);
    FactBatch batch;
    batch.runId = 1;
    batch.facts = {ended(0, Stage::Queued, 0, 0), finished(0, Outcome::Done, s)};
    QVERIFY(recorder.apply(batch));
    const RunFigures figures = liveFigures(recorder, LiveTimes(), 4 * s);
    QVERIFY(!figures.isCountKnown);
    QCOMPARE(figures.requests, 1u);
    QCOMPARE(figures.shareDone, 0.4);
    QCOMPARE(joined(doneText(figures)), QStringLiteral("1|"));

    RunSummary summary;
    summary.elapsedNs = 4 * s;
    RunRecord record(plan);
    QCOMPARE(finalFigures(summary, record).shareDone, 1.);
    record.isStopped = true;
    QCOMPARE(finalFigures(summary, record).shareDone, 0.4);

    plan.rate = rateFromText(QStringLiteral("10/s")).value(); // of which 40 were due, and are all that there are
    summary.requests = summary.done = 40;
    RunRecord open(plan);
    open.isStopped = true;
    QCOMPARE(finalFigures(summary, open).shareDone, 0.4);
}

void TestRunFigures::wordsElapsed_data()
{
    QTest::addColumn<qint64>("elapsedNs");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << QStringLiteral("0.000|s");
    QTest::newRow("the mockup") << 532 * ms << QStringLiteral("0.532|s");
    QTest::newRow("rounded") << 532 * ms + 500 * us << QStringLiteral("0.533|s");
    QTest::newRow("seconds") << 75 * s + 250 * ms << QStringLiteral("75.250|s");
    QTest::newRow("just under two minutes") << 120 * s - ms << QStringLiteral("119.999|s");
    QTest::newRow("rounded to two minutes") << 120 * s - 100 * us << QStringLiteral("2:00.0|min");
    QTest::newRow("minutes") << 125 * s + 900 * ms << QStringLiteral("2:05.9|min");
    QTest::newRow("just under an hour") << 3599 * s << QStringLiteral("59:59.0|min");
    QTest::newRow("hours") << 3725 * s << QStringLiteral("1:02:05.0|h");
    QTest::newRow("tenths") << 160 * s + 500 * ms << QStringLiteral("2:40.5|min");
}

void TestRunFigures::wordsElapsed()
{
    QFETCH(qint64, elapsedNs);
    QTEST(joined(elapsedText(elapsedNs)), "text");
}

void TestRunFigures::wordsDone()
{
    const auto text = [](quint32 done, quint32 requests) {
        RunFigures figures;
        figures.done = done;
        figures.requests = requests;
        return joined(doneText(figures));
    };
    QCOMPARE(text(39, 50), QStringLiteral("39|of 50"));
    QCOMPARE(text(0, 1), QStringLiteral("0|of 1"));
    QCOMPARE(text(12'345, 20'000), QStringLiteral("12,345|of 20,000"));
    RunSummary untold; // of a file that has times, and not of how many requests
    untold.latency.count = unstatedCount;
    untold.latency.p50 = untold.latency.p95 = untold.latency.max = 3e6;
    const RunFigures figures = finalFigures(untold, RunRecord(RunPlan()));
    QCOMPARE(joined(doneText(figures)), QStringLiteral("–|"));
    QCOMPARE(joined(latencyText(figures)), QStringLiteral("3.00 · 3.00 · 3.00|ms"));
}

void TestRunFigures::wordsOneTime()
{
    QCOMPARE(joined(timeText(285'000)), QStringLiteral("285|µs"));
    QCOMPARE(joined(timeText(323 * ms)), QStringLiteral("323|ms"));
    QCOMPARE(joined(percentileText(323 * ms, 0.95, 20)), QStringLiteral("323|ms"));
    QCOMPARE(joined(percentileText(323 * ms, 0.95, 19)), QStringLiteral("323*|ms"));
    QCOMPARE(joined(timeText(1'634 * ms)), QStringLiteral("1.63|s"));
}

void TestRunFigures::marksPercentilesOfTooFew()
{
    QCOMPARE(sampleMarkText(0.999, 1'000), QString());
    QCOMPARE(sampleMarkText(0.999, 999),
             QStringLiteral("* too few requests for this percentile: p50 needs 2, p95 20, p99 100, p99.9 1,000."));
}

void TestRunFigures::wordsTheShareThatFailed()
{
    RunFigures figures;
    figures.done = 11'993;
    QCOMPARE(failedShareText(figures), QString());
    figures.failed = 7;
    QCOMPARE(failedShareText(figures), QStringLiteral("0.06 %"));
    figures.failed = 11'993;
    QCOMPARE(failedShareText(figures), QStringLiteral("50 %"));
}

void TestRunFigures::wordsOverlap()
{
    QCOMPARE(joined(overlapText(9.7, 10)), QStringLiteral("9.7|× of 10"));
    QCOMPARE(joined(overlapText(0, 50)), QStringLiteral("0.0|× of 50"));
    QCOMPARE(joined(overlapText(1023.96, 1024)), QStringLiteral("1,024.0|× of 1,024"));
}

void TestRunFigures::wordsRate_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0. << QStringLiteral("0.0|per s");
    QTest::newRow("one in half a minute") << 1 / 30. << QStringLiteral("0.03|per s");
    QTest::newRow("slow") << 9.74 << QStringLiteral("9.7|per s");
    QTest::newRow("rounded to ten") << 9.96 << QStringLiteral("10|per s");
    QTest::newRow("the mockup") << 73.3 << QStringLiteral("73|per s");
    QTest::newRow("fast") << 23'456.7 << QStringLiteral("23,457|per s");
}

void TestRunFigures::wordsRate()
{
    QFETCH(double, rate);
    QTEST(joined(rateText(rate)), "text");
}

void TestRunFigures::wordsLatency_data()
{
    QTest::addColumn<quint32>("count");
    QTest::addColumn<qint64>("p50Ns");
    QTest::addColumn<qint64>("p95Ns");
    QTest::addColumn<qint64>("maxNs");
    QTest::addColumn<QString>("text");
    QTest::newRow("none yet") << 0u << qint64(0) << qint64(0) << qint64(0) << QStringLiteral("–|");
    QTest::newRow("the mockup") << 39u << 116 * ms << 178 * ms << 179 * ms << QStringLiteral("116 · 178 · 179|ms");
    QTest::newRow("too few for p95") << 19u << 116 * ms << 178 * ms << 179 * ms
                                     << QStringLiteral("116 · 178* · 179|ms");
    QTest::newRow("one") << 1u << 116 * ms << 116 * ms << 116 * ms << QStringLiteral("116* · 116* · 116|ms");
    QTest::newRow("not stated") << 1u << 10 * ms << unstatedNs << unstatedNs << QStringLiteral("10.0* · – · –|ms");
    QTest::newRow("loopback") << 50u << 340 * us << 1'230 * us << 12'340 * us
                              << QStringLiteral("0.340 · 1.23 · 12.3|ms");
    QTest::newRow("fast") << 50u << 87 * us << 120 * us << 840 * us << QStringLiteral("87.0 · 120 · 840|µs");
    QTest::newRow("one slow") << 50u << 116 * ms << 178 * ms << 2'345 * ms << QStringLiteral("116 · 178 · 2,345|ms");
    QTest::newRow("seconds") << 50u << 116 * ms << 2'340 * ms << 12 * s << QStringLiteral("0.116 · 2.34 · 12.0|s");
    QTest::newRow("all slow") << 50u << 1'160 * ms << 2'340 * ms << 9 * s << QStringLiteral("1.16 · 2.34 · 9.00|s");
    QTest::newRow("rounds up") << 50u << 9'996 * us << 99'960 * us << 100 * ms << QStringLiteral("10.0 · 100 · 100|ms");
}

void TestRunFigures::wordsLatency()
{
    QFETCH(quint32, count);
    QFETCH(qint64, p50Ns);
    QFETCH(qint64, p95Ns);
    QFETCH(qint64, maxNs);
    RunFigures figures;
    figures.latencyCount = count;
    figures.p50Ns = p50Ns;
    figures.p95Ns = p95Ns;
    figures.maxNs = maxNs;
    QTEST(joined(latencyText(figures)), "text");
}

QTEST_GUILESS_MAIN(TestRunFigures)
#include "tst_runfigures.moc"
