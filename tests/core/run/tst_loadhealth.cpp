// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/schedule.h"
#include "core/run/runrecorder.h"
#include "core/run/runsummary.h"

#include <QTest>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

/// Ten requests at ten a second: when each began, and ended.
struct Times {
    qint64 start;
    qint64 end;
};

/// The record of an open run in which request k was due at k · 100 ms.
std::shared_ptr<RunRecord> recordOf(const std::vector<Times> &times, quint32 atOnce = 100)
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    plan.rate = rateFromText(QStringLiteral("10/s")).value();
    plan.requests = static_cast<quint32>(times.size());
    plan.atOnce = atOnce;
    RunRecorder recorder(plan, 1);
    FactBatch batch;
    batch.runId = 1;
    for (quint32 k = 0; k < times.size(); ++k) {
        Fact fact;
        fact.request = k;
        fact.kind = Fact::Kind::Ended;
        fact.begin = k * 100 * ms;
        fact.at = times[k].start;
        batch.facts.push_back(fact);
        fact.stage = Stage::Receive;
        fact.begin = times[k].end - 1;
        fact.at = times[k].end;
        batch.facts.push_back(fact);
        fact.kind = Fact::Kind::Finished;
        fact.outcome = Outcome::Done;
        batch.facts.push_back(fact);
        recorder.record()->elapsedNs = std::max(recorder.record()->elapsedNs, fact.at);
    }
    recorder.apply(batch);
    return recorder.record();
}

/// Each began `lag` after it was due and took `service`.
std::vector<Times> steady(qint64 lag, qint64 service)
{
    std::vector<Times> times;
    for (qint64 k = 0; k < 10; ++k)
        times.push_back({k * 100 * ms + lag, k * 100 * ms + lag + service});
    return times;
}

} // namespace

class TestLoadHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threeTimesAreTold();
    void keptUp();
    void fellBehindByLag();
    void fellBehindByItsProcessors();
    void poissonIsHeldAgainstItsOwnInstants();
    void tooFewLanes();
    void whatWasStoppedWasNotAskedFor();
    void whatNeverBeganNeededALane();
    void closedHasNone();
    void soFar();
};

void TestLoadHealth::threeTimesAreTold()
{
    const auto record = recordOf(steady(3 * ms, 20 * ms));
    QCOMPARE(record->dueNs(4).value(), 400 * ms);
    QCOMPARE(record->latencyNs(4).value(), 20 * ms);
    QCOMPARE(record->responseNs(4).value(), 23 * ms);
    const RunSummary summary = summarise(*record);
    QCOMPARE(summary.latency.p50, 20.0 * ms);
    QCOMPARE(summary.response.p50, 23.0 * ms);
    QCOMPARE(summary.lag.p99, 3.0 * ms);
}

void TestLoadHealth::keptUp()
{
    const LoadHealth health = summarise(*recordOf(steady(ms / 2, 150 * ms))).health.value();
    QCOMPARE(health.verdict, LoadVerdict::KeptUp);
    QCOMPARE(health.askedRate, 10.0);
    QCOMPARE(health.achievedRate, 10.0);
    QCOMPARE(health.neededLanes, 2U); // each is under way as the next one is due
}

void TestLoadHealth::fellBehindByLag()
{
    // 5 % of the service time is no lag to speak of
    QCOMPARE(summarise(*recordOf(steady(4 * ms, 100 * ms))).health->verdict, LoadVerdict::KeptUp);
    const auto late = recordOf(steady(6 * ms, 100 * ms));
    const RunSummary summary = summarise(*late);
    QCOMPARE(summary.health->verdict, LoadVerdict::FellBehind);
    const QString sentence = loadHealthSentence(*summary.health, summary.lag, late->plan());
    QVERIFY2(sentence.startsWith(QLatin1String("The client fell behind (")), qPrintable(sentence));
    QVERIFY2(sentence.contains(QLatin1String("requests went out late")), qPrintable(sentence)); // at the rate asked for
}

void TestLoadHealth::fellBehindByItsProcessors()
{
    const auto record = recordOf(steady(0, 20 * ms));
    record->clientCpuShare = 0.95;
    const RunSummary summary = summarise(*record);
    QCOMPARE(summary.health->verdict, LoadVerdict::FellBehind);
    QVERIFY(loadHealthSentence(*summary.health, summary.lag, record->plan())
                .contains(QLatin1String("its processors had no time left")));
    record->clientCpuShare = 1.003;
    QCOMPARE(summarise(*record).health->clientCpuShare, 1.0);
    LoadHealth less = *summary.health;
    less.ratio = 0.9;
    QVERIFY(
        loadHealthSentence(less, summary.lag, record->plan()).contains(QLatin1String("lower load than was asked for")));
}

/// Whatever was drawn: who sends each when it is due keeps up.
void TestLoadHealth::poissonIsHeldAgainstItsOwnInstants()
{
    for (const quint32 seed : {1U, 7U, 11U, 12U}) {
        RunPlan plan;
        plan.url = defaultPracticeUrl();
        plan.rate = rateFromText(QStringLiteral("50/s")).value();
        plan.arrivals = QStringLiteral("poisson");
        plan.requests = 50;
        plan.seed = seed;
        RunRecorder recorder(plan, 1);
        Schedule schedule(plan);
        FactBatch batch;
        batch.runId = 1;
        for (quint32 k = 0; k < plan.requests; ++k) {
            Fact fact;
            fact.request = k;
            fact.kind = Fact::Kind::Ended;
            fact.begin = schedule.dueNs(k);
            fact.at = fact.begin + ms / 10;
            batch.facts.push_back(fact);
            recorder.record()->elapsedNs = fact.at + ms;
        }
        recorder.apply(batch);
        const LoadHealth health = summarise(*recorder.record()).health.value();
        QVERIFY2(health.ratio > 0.999, qPrintable(QString::number(health.ratio)));
        QCOMPARE(health.askedRate, 50.0);
    }
}

void TestLoadHealth::tooFewLanes()
{
    std::vector<Times> times; // one lane, and each takes three times as long as there is between two
    for (qint64 k = 0; k < 10; ++k)
        times.push_back({k * 300 * ms, (k + 1) * 300 * ms});
    const auto record = recordOf(times, 1);
    const RunSummary summary = summarise(*record);
    QCOMPARE(summary.health->verdict, LoadVerdict::TooFewLanes);
    QCOMPARE(summary.health->neededLanes, 7U); // at 900 ms the last is due, and three have ended
    QCOMPARE(summary.health->achievedRate, 10 / 2.7);
    QVERIFY(loadHealthSentence(*summary.health, summary.lag, record->plan())
                .contains(QLatin1String("Set --at-once to 7 or more.")));
    RunPlan sequential = record->plan();
    sequential.strategy = QStringLiteral("sequential");
    QVERIFY(loadHealthSentence(*summary.health, summary.lag, sequential).contains(QLatin1String("another --strategy")));
}

void TestLoadHealth::whatWasStoppedWasNotAskedFor()
{
    std::vector<Times> times = steady(0, 20 * ms);
    times.resize(5);
    const auto whole = recordOf(times);
    RunPlan plan = whole->plan();
    plan.requests = 10;
    RunRecorder recorder(plan, 1);
    FactBatch batch;
    batch.runId = 1;
    for (quint32 k = 0; k < 5; ++k) {
        Fact fact;
        fact.request = k;
        fact.kind = Fact::Kind::Ended;
        fact.begin = fact.at = k * 100 * ms;
        batch.facts.push_back(fact);
    }
    recorder.apply(batch);
    recorder.record()->isStopped = true;
    recorder.record()->elapsedNs = 450 * ms;
    const LoadHealth health = summarise(*recorder.record()).health.value();
    QCOMPARE(health.askedRate, 10.0);
    QVERIFY(health.ratio > 0.99);
}

void TestLoadHealth::whatNeverBeganNeededALane()
{
    RunPlan plan = recordOf(steady(0, 1))->plan();
    RunRecorder recorder(plan, 1);
    recorder.record()->elapsedNs = 950 * ms; // its one lane never came free
    FactBatch batch;
    batch.runId = 1;
    Fact fact;
    fact.kind = Fact::Kind::Ended;
    batch.facts.push_back(fact);
    recorder.apply(batch);
    QCOMPARE(summarise(*recorder.record()).health->neededLanes, 10U);
}

void TestLoadHealth::closedHasNone()
{
    RunPlan plan;
    plan.requests = 3;
    const RunSummary summary = summarise(RunRecord(plan));
    QVERIFY(!summary.health);
    QCOMPARE(summary.lag.count, 0U);
}

void TestLoadHealth::soFar()
{
    RunPlan plan;
    plan.rate = rateFromText(QStringLiteral("10/s")).value();
    plan.requests = 100;
    plan.atOnce = 4;
    LiveHistogram lag;
    LiveHistogram service;
    QVERIFY(!loadHealthSoFar(plan, lag, service, 0, 1000 * ms)); // none began
    for (int k = 0; k < 10; ++k) {
        lag.add(ms / 10);
        service.add(100 * ms);
    }
    QVERIFY(!loadHealthSoFar(plan, lag, service, 0, 0)); // no time has passed
    LoadHealth health = loadHealthSoFar(plan, lag, service, 1, 1000 * ms).value();
    QCOMPARE(health.askedRate, 10.0);
    QCOMPARE(health.achievedRate, 10.0);
    QCOMPARE(health.verdict, LoadVerdict::KeptUp);
    QCOMPARE(loadHealthSoFar(plan, lag, service, 1, 2000 * ms)->achievedRate, 5.0);
    lag.add(50 * ms);
    QCOMPARE(loadHealthSoFar(plan, lag, service, 1, 1000 * ms)->verdict, LoadVerdict::FellBehind);
    QCOMPARE(loadHealthSoFar(plan, lag, service, 4, 1000 * ms)->verdict, LoadVerdict::TooFewLanes);
}

QTEST_APPLESS_MAIN(TestLoadHealth)
#include "tst_loadhealth.moc"
