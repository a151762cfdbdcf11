// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/duerequests.h"

#include "core/run/runrecorder.h"
#include "support/facts.h"

#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 ms = 1'000'000;

RunPlan openPlan(quint32 requests = 10)
{
    RunPlan plan;
    plan.rate = rateFromText(QStringLiteral("10/s")).value();
    plan.requests = requests;
    return plan;
}

} // namespace

class TestDueRequests : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClosedRunHasNone();
    void tellsEachOnceWhenItIsDue();
    void forgetsThoseThatLeftTheQueue();
    void keepsOneThatIsCancelledInIt();
};

void TestDueRequests::aClosedRunHasNone()
{
    DueRequests due{RunPlan()};
    QVERIFY(due.advance(1000 * ms, RunRecord(RunPlan())).empty());
    QVERIFY(!due.dueNs(0));
    QVERIFY(DueRequests().advance(1000 * ms, RunRecord(RunPlan())).empty());
}

void TestDueRequests::tellsEachOnceWhenItIsDue()
{
    const RunRecord record(openPlan());
    DueRequests due(openPlan());
    QVERIFY(due.advance(-1, record).empty());
    const std::vector<DueRequests::Due> first = due.advance(250 * ms, record);
    QCOMPARE(first.size(), std::size_t(3));
    QCOMPARE(first[2].request, 2u);
    QCOMPARE(first[2].at, 200 * ms);
    QVERIFY(due.advance(299 * ms, record).empty());
    QCOMPARE(due.advance(300 * ms, record).size(), std::size_t(1));
    QCOMPARE(due.dueNs(3).value(), 300 * ms);
    QVERIFY(!due.dueNs(4)); // not yet
    QCOMPARE(due.advance(3600'000 * ms, record).size(), std::size_t(6));
    QVERIFY(!due.dueNs(10)); // there is none
}

void TestDueRequests::forgetsThoseThatLeftTheQueue()
{
    RunRecorder recorder(openPlan(), 1);
    FactBatch batch;
    batch.runId = 1;
    batch.facts = {ended(0, Stage::Queued, 1 * ms), ended(1, Stage::Queued, 101 * ms)};
    QVERIFY(recorder.apply(batch));
    DueRequests due(openPlan());
    QCOMPARE(due.advance(50 * ms, RunRecord(openPlan())).size(), std::size_t(1)); // before the record knew
    QVERIFY(due.dueNs(0));
    QCOMPARE(due.advance(150 * ms, *recorder.record()).size(), std::size_t(1)); // told, though it does not wait
    due.take(batch.facts);
    QVERIFY(!due.dueNs(0));
    QVERIFY(!due.dueNs(1));
}

void TestDueRequests::keepsOneThatIsCancelledInIt()
{
    DueRequests due(openPlan());
    due.advance(50 * ms, RunRecord(openPlan()));
    due.take({finished(0, Outcome::Cancelled, 60 * ms)});
    QCOMPARE(due.dueNs(0).value(), qint64(0));
}

QTEST_GUILESS_MAIN(TestDueRequests)
#include "tst_duerequests.moc"
