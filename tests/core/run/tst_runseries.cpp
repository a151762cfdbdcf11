// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runseries.h"

#include "core/run/runrecorder.h"

#include <QTest>

#include <cmath>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

RunPlan openPlan()
{
    RunPlan plan;
    plan.rate = rateFromText(QStringLiteral("10/s")).value();
    plan.requests = 10;
    return plan;
}

/// Request k, due at k · 100 ms, begins `lag` late and takes `service`.
void addRequest(FactBatch &batch, quint32 k, qint64 lag, qint64 service, Outcome outcome = Outcome::Done)
{
    Fact fact;
    fact.request = k;
    fact.kind = Fact::Kind::Ended;
    fact.begin = k * 100 * ms;
    fact.at = fact.begin + lag;
    batch.facts.push_back(fact);
    fact.stage = Stage::Receive;
    fact.begin = fact.at;
    fact.at += service;
    batch.facts.push_back(fact);
    fact.kind = Fact::Kind::Finished;
    fact.outcome = outcome;
    batch.facts.push_back(fact);
}

bool isAbout(std::optional<qint64> value, qint64 expected)
{
    return value && std::abs(static_cast<double>(*value - expected)) <= 0.01 * static_cast<double>(expected);
}

} // namespace

class TestRunSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatHappenedSinceThePointBefore();
    void closedHasNoLag();
};

void TestRunSeries::tellsWhatHappenedSinceThePointBefore()
{
    RunRecorder recorder(openPlan(), 1);
    RunSeries series;
    FactBatch batch;
    batch.runId = 1;
    for (quint32 k = 0; k < 5; ++k)
        addRequest(batch, k, 2 * ms, 40 * ms);
    recorder.apply(batch);
    series.take(batch, *recorder.record());
    const SeriesPoint first = series.pointAt(500 * ms, recorder.tally());
    QCOMPARE(first.at, 500 * ms);
    QCOMPARE(first.done, 5U);
    QCOMPARE(first.sentRate, 10.0);
    QCOMPARE(first.doneRate, 10.0);
    QVERIFY(isAbout(first.p50, 42 * ms)); // response, with the lag
    QVERIFY(isAbout(first.lagP99, 2 * ms));

    batch.facts.clear();
    addRequest(batch, 5, 300 * ms, 10 * ms);
    addRequest(batch, 6, 300 * ms, 10 * ms, Outcome::Failed);
    recorder.apply(batch);
    series.take(batch, *recorder.record());
    const SeriesPoint second = series.pointAt(1'000 * ms, recorder.tally());
    QCOMPARE(second.done, 6U);
    QCOMPARE(second.failed, 1U);
    QCOMPARE(second.sentRate, 4.0);
    QCOMPARE(second.doneRate, 2.0);
    QVERIFY(isAbout(second.p99, 310 * ms)); // nothing of what was before

    const SeriesPoint quiet = series.pointAt(2'000 * ms, recorder.tally());
    QVERIFY(!quiet.p50 && !quiet.lagP99);
    QCOMPARE(quiet.doneRate, 0.0);
}

void TestRunSeries::closedHasNoLag()
{
    RunPlan plan = openPlan();
    plan.rate = {};
    RunRecorder recorder(plan, 1);
    RunSeries series;
    FactBatch batch;
    batch.runId = 1;
    addRequest(batch, 0, 2 * ms, 40 * ms);
    recorder.apply(batch);
    series.take(batch, *recorder.record());
    const SeriesPoint point = series.pointAt(100 * ms, recorder.tally());
    QVERIFY(!point.lagP99);
    QVERIFY(isAbout(point.p50, 40 * ms)); // its service time
}

QTEST_APPLESS_MAIN(TestRunSeries)
#include "tst_runseries.moc"
