// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/requestqueue.h"

#include "fakes.h"

#include <QTest>

using namespace fiftyfold;

namespace {

struct Watcher final : QueueWatcher {
    int calls = 0;
    void callToWatch() override { ++calls; }
};

RunPlan openPlan(quint32 requests)
{
    RunPlan plan;
    plan.rate = rateFromText(QStringLiteral("10/s")).value(); // one each 100 ms
    plan.requests = requests;
    return plan;
}

constexpr qint64 ms = 1'000'000;

} // namespace

class TestRequestQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closedGivesEachOnce();
    void timeEndsAClosedOne();
    void ofWhatTimeEndsNothingIsLeft();
    void openGivesWhatIsDue();
    void ofAnOpenOneThatTimeEndsOnlyWhatIsDueIsLeft();
    void aShareIsEverySoManieth();
    void oneWatchesAtATime();
    void allAreToldOfTheLast();
};

void TestRequestQueue::closedGivesEachOnce()
{
    RequestQueue queue(3);
    QVERIFY(!queue.isOpen());
    QCOMPARE(queue.take().value_or(9), 0U);
    QCOMPARE(queue.take().value_or(9), 1U);
    QCOMPARE(queue.takeRest().first, 2U);
    QVERIFY(!queue.take());
    QVERIFY(queue.isEmpty());
}

void TestRequestQueue::timeEndsAClosedOne()
{
    RunPlan plan;
    plan.requests = 0;
    plan.duration = std::chrono::milliseconds(100);
    FakeClock clock;
    RequestQueue queue(plan, {}, &clock);
    clock.now = 99 * ms;
    QCOMPARE(queue.take().value_or(9), 0U);
    clock.now = 100 * ms;
    QVERIFY(queue.isEmpty());
    QVERIFY(!queue.take());
}

void TestRequestQueue::ofWhatTimeEndsNothingIsLeft()
{
    RunPlan plan;
    plan.requests = 0;
    plan.duration = std::chrono::seconds(1);
    FakeClock clock;
    RequestQueue queue(plan, {}, &clock);
    queue.take();
    const RequestQueue::Range rest = queue.takeRest(); // it was stopped
    QCOMPARE(rest.first, rest.end);
    QVERIFY(queue.isEmpty());
}

void TestRequestQueue::openGivesWhatIsDue()
{
    FakeClock clock;
    RequestQueue queue(openPlan(3), {}, &clock);
    QVERIFY(queue.isOpen());
    QCOMPARE(queue.takeDue().value().at, 0);
    QVERIFY(!queue.takeDue());
    QCOMPARE(queue.nextDueNs().value(), 100 * ms);
    clock.now = 250 * ms; // late: it is due when it was due
    const auto late = queue.takeDue();
    QCOMPARE(late.value().number, 1U);
    QCOMPARE(late->at, 100 * ms);
    QCOMPARE(queue.takeDue().value().at, 200 * ms);
    QVERIFY(!queue.nextDueNs());
    QVERIFY(queue.isEmpty());
}

/// Where there is no end, all are asked for, due or not.
void TestRequestQueue::ofAnOpenOneThatTimeEndsOnlyWhatIsDueIsLeft()
{
    for (const bool hasEnd : {true, false}) {
        RunPlan plan = openPlan(30);
        plan.duration = std::chrono::seconds(hasEnd ? 9 : 0);
        FakeClock clock;
        RequestQueue queue(plan, {1, 3}, &clock); // due at 100, 400, 700 ms
        clock.now = 700 * ms;
        QCOMPARE(queue.takeDue().value().number, 0U);
        const RequestQueue::Range rest = queue.takeRest();
        QCOMPARE(rest.first, 1U);
        QCOMPARE(rest.end, hasEnd ? 3U : 30U);
        QVERIFY(queue.isEmpty());
        const RequestQueue::Range again = queue.takeRest(); // by another engine thread
        QCOMPARE(again.first, again.end);
    }
}

void TestRequestQueue::aShareIsEverySoManieth()
{
    FakeClock clock;
    clock.now = 10'000 * ms;
    const IndexShare share{1, 3};
    QCOMPARE(share.countOf(8), 3U); // 1, 4, 7
    RequestQueue queue(openPlan(share.countOf(8)), share, &clock);
    for (const qint64 at : {100, 400, 700})
        QCOMPARE(queue.takeDue().value().at, at * ms);
    QVERIFY(!queue.takeDue());
}

void TestRequestQueue::oneWatchesAtATime()
{
    FakeClock clock;
    RequestQueue queue(openPlan(5), {}, &clock);
    Watcher first;
    Watcher second;
    Watcher third;
    QVERIFY(queue.watch(&first));
    QVERIFY(queue.watch(&first));
    QVERIFY(!queue.watch(&second));
    QVERIFY(!queue.watch(&second));
    QVERIFY(!queue.watch(&third));
    queue.unwatch(&first);
    QCOMPARE(second.calls, 1);
    QVERIFY(queue.watch(&second));
    queue.unwatch(&third); // while it waits
    queue.unwatch(&second);
    QCOMPARE(third.calls, 0);
    QVERIFY(queue.watch(&first));
}

void TestRequestQueue::allAreToldOfTheLast()
{
    FakeClock clock;
    clock.now = 1'000 * ms;
    RequestQueue queue(openPlan(2), {}, &clock);
    Watcher first;
    Watcher second;
    QVERIFY(queue.watch(&first));
    QVERIFY(!queue.watch(&second));
    queue.takeDue();
    QCOMPARE(second.calls, 0);
    queue.takeDue();
    QCOMPARE(first.calls, 1);
    QCOMPARE(second.calls, 1);

    RequestQueue closed(1); // of lanes that open one after the other
    QVERIFY(closed.watch(&first));
    closed.take();
    QCOMPARE(first.calls, 2);
}

QTEST_APPLESS_MAIN(TestRequestQueue)
#include "tst_requestqueue.moc"
