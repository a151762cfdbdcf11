// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/timetable.h"

#include <QTest>

using namespace fiftyfold::practice;
using namespace std::chrono_literals;

using std::chrono::nanoseconds;

/// When requests are answered, at times that are made up.
class TestTimetable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesInTurn();
    void keepsNoCreditForIdleTime();
    void keepsTheSlotsOfThoseWhoLeave();
    void freesTheSlotsWhenNobodyIsLeft();
    void hasAQueueForEachRate();
    void addsTheLatencyToTheQueue();

    void answersWhatIsInTheStallAtItsEnd_data();
    void answersWhatIsInTheStallAtItsEnd();
    void countsAgainAfterAnIdleGap();
    void doesNotCountAgainWhileOneWaits();
    void hasAClockForEachStall();
    void holdsUpWhatComesFromTheQueue();

    void startsOver();
    void remembersNoValueForLong();
};

namespace {

const TimePoint start{100h};

ReplyPlan planOf(nanoseconds slot, const Stall &stall = {})
{
    ReplyPlan plan;
    plan.slot = slot;
    plan.stall = stall;
    return plan;
}

ReplyPlan stalling(nanoseconds after, nanoseconds length)
{
    return planOf({}, {after, length});
}

} // namespace

void TestTimetable::takesInTurn()
{
    Timetable table;
    const ReplyPlan plan = planOf(5ms);
    for (int i = 0; i < 1000; ++i) // at once, then some that come while others wait
        QCOMPARE(table.delayOf(plan, 0ns, start), nanoseconds(i * 5ms));
    for (int i = 1000; i < 1100; ++i)
        QCOMPARE(table.delayOf(plan, 0ns, start + 1s), nanoseconds(i * 5ms - 1s));
}

void TestTimetable::keepsNoCreditForIdleTime()
{
    CapacityQueue queue(10ms);
    QCOMPARE(queue.enter(start), start);
    queue.leave(start);
    QVERIFY(!queue.isIdle(start + 9ms));
    QVERIFY(queue.isIdle(start + 10ms));
    // After a minute: one at once, the next a slot later, however many there might have been.
    for (int i = 0; i < 5; ++i)
        QCOMPARE(queue.enter(start + 1min), start + 1min + i * 10ms);
    // In the middle of a slot that is not used, it begins anew.
    CapacityQueue other(10ms);
    QCOMPARE(other.enter(start), start);
    QCOMPARE(other.enter(start + 4ms), start + 10ms);
    QCOMPARE(other.enter(start + 25ms), start + 25ms);
    QCOMPARE(other.enter(start + 26ms), start + 35ms);
}

void TestTimetable::keepsTheSlotsOfThoseWhoLeave()
{
    CapacityQueue queue(10ms);
    for (int i = 0; i < 4; ++i)
        queue.enter(start);
    for (int i = 0; i < 3; ++i)
        queue.leave(start + 1ms);
    QCOMPARE(queue.enter(start + 1ms), start + 40ms);
}

void TestTimetable::freesTheSlotsWhenNobodyIsLeft()
{
    CapacityQueue queue(10ms);
    for (int i = 0; i < 100; ++i)
        queue.enter(start);
    for (int i = 0; i < 100; ++i)
        queue.leave(start + 1ms);
    QCOMPARE(queue.enter(start + 1ms), start + 11ms);
    // Whoever was answered leaves no earlier than it was taken: this moves no slot.
    queue.leave(start + 11ms);
    QCOMPARE(queue.enter(start + 11ms), start + 21ms);
}

void TestTimetable::hasAQueueForEachRate()
{
    Timetable table;
    const ReplyPlan fast = planOf(5ms);
    const ReplyPlan slow = planOf(100ms);
    QCOMPARE(table.delayOf(slow, 0ns, start), nanoseconds(0));
    QCOMPARE(table.delayOf(fast, 0ns, start), nanoseconds(0));
    QCOMPARE(table.delayOf(slow, 0ns, start), nanoseconds(100ms));
    QCOMPARE(table.delayOf(fast, 0ns, start), nanoseconds(5ms));
    QCOMPARE(table.delayOf(ReplyPlan(), 0ns, start), nanoseconds(0));
    std::string problem;
    const ReplyPlan same = replyPlanFromQuery("rate=12000/m&status=404", &problem); // what else is asked is no matter
    QCOMPARE(table.delayOf(same, 0ns, start), nanoseconds(10ms));
    table.leave(same, start);
    table.leave(fast, start);
    table.leave(ReplyPlan(), start);
}

void TestTimetable::addsTheLatencyToTheQueue()
{
    Timetable table;
    QCOMPARE(table.delayOf(planOf(5ms), 30ms, start), nanoseconds(30ms));
    QCOMPARE(table.delayOf(planOf(5ms), 10ms, start), nanoseconds(15ms)); // is answered first, was taken second
    QCOMPARE(table.delayOf(planOf(5ms), 0ns, start), nanoseconds(10ms));
}

void TestTimetable::answersWhatIsInTheStallAtItsEnd_data()
{
    QTest::addColumn<int>("comesMs");
    QTest::addColumn<int>("latencyMs");
    QTest::addColumn<int>("answeredMs");
    QTest::newRow("the first") << 0 << 0 << 0;
    QTest::newRow("well before") << 500 << 20 << 520;
    QTest::newRow("just before") << 2980 << 19 << 2999;
    QTest::newRow("comes before, would be answered as it begins") << 2980 << 20 << 5000;
    QTest::newRow("as it begins") << 3000 << 0 << 5000;
    QTest::newRow("within") << 4000 << 20 << 5000;
    QTest::newRow("just before its end") << 4999 << 0 << 5000;
    QTest::newRow("as it ends") << 5000 << 0 << 5000;
    QTest::newRow("comes within, would be answered later") << 4990 << 20 << 5010;
    QTest::newRow("longer than it is") << 2000 << 4000 << 6000;
    QTest::newRow("after") << 5001 << 20 << 5021;
}

void TestTimetable::answersWhatIsInTheStallAtItsEnd()
{
    QFETCH(const int, comesMs);
    QFETCH(const int, latencyMs);
    Timetable table;
    const ReplyPlan plan = stalling(3s, 2s);
    table.delayOf(plan, 10s, start); // it waits all the time
    const nanoseconds delay = table.delayOf(plan, latencyMs * 1ms, start + comesMs * 1ms);
    QTEST(comesMs + int(delay / 1ms), "answeredMs");
}

void TestTimetable::countsAgainAfterAnIdleGap()
{
    StallClock clock({100ms, 50ms});
    const auto ask = [&clock](TimePoint now) { // answered at once, unless it is held up
        clock.enter(now);
        const TimePoint answered = clock.answeredAt(now);
        clock.leave(answered);
        return answered - now;
    };
    QCOMPARE(ask(start), nanoseconds(0));
    QCOMPARE(ask(start + 100ms), nanoseconds(50ms));
    QCOMPARE(ask(start + 150ms), nanoseconds(0));
    QCOMPARE(ask(start + 1149ms), nanoseconds(0)); // a gap that is just too short: still the same run
    QCOMPARE(ask(start + 1260ms), nanoseconds(0));
    QVERIFY(!clock.isIdle(start + 2259ms));
    QVERIFY(clock.isIdle(start + 2260ms));
    QCOMPARE(ask(start + 2260ms), nanoseconds(0)); // the first of the next one
    QCOMPARE(ask(start + 2370ms), nanoseconds(40ms));
}

void TestTimetable::doesNotCountAgainWhileOneWaits()
{
    StallClock clock({5s, 1s});
    clock.enter(start);
    clock.enter(start + 4s);
    QCOMPARE(clock.answeredAt(start + 5s), start + 6s);
    clock.leave(start + 4s);
    QVERIFY(!clock.isIdle(start + 1min));
    clock.leave(start + 1min);
    clock.enter(start + 1min + 500ms);
    QCOMPARE(clock.answeredAt(start + 1min + 6s), start + 1min + 6s);
}

void TestTimetable::hasAClockForEachStall()
{
    Timetable table;
    QCOMPARE(table.delayOf(stalling(0s, 2s), 0ns, start), nanoseconds(2s));
    QCOMPARE(table.delayOf(stalling(1s, 2s), 0ns, start + 1s), nanoseconds(0));
    QCOMPARE(table.delayOf(stalling(0s, 3s), 0ns, start + 1s), nanoseconds(3s));
    QCOMPARE(table.delayOf(stalling(0s, 2s), 0ns, start + 1500ms), nanoseconds(500ms));
    QCOMPARE(table.delayOf(ReplyPlan(), 0ns, start + 1s), nanoseconds(0));
    QCOMPARE(table.delayOf(stalling(0s, 0s), 0ns, start + 1s), nanoseconds(0));
}

void TestTimetable::holdsUpWhatComesFromTheQueue()
{
    Timetable table;
    const ReplyPlan plan = planOf(100ms, {250ms, 300ms});
    const std::vector<nanoseconds> expected{10ms, 110ms, 210ms, 550ms, 550ms, 550ms, 610ms, 710ms};
    for (const nanoseconds delay : expected)
        QCOMPARE(table.delayOf(plan, 10ms, start), delay);
}

void TestTimetable::startsOver()
{
    Timetable table;
    const ReplyPlan plan = planOf(10ms, {0s, 1s});
    QCOMPARE(table.delayOf(plan, 0ns, start), nanoseconds(1s));
    QCOMPARE(table.delayOf(plan, 1s, start), nanoseconds(1010ms));
    QCOMPARE(table.delayOf(plan, 2s, start + 2s), nanoseconds(2s)); // the stall is over
    table.startOver();
    QCOMPARE(table.delayOf(plan, 0ns, start + 2s), nanoseconds(1s)); // it is the first, and there is one
    QCOMPARE(table.delayOf(plan, 1s, start + 2s), nanoseconds(1010ms));
    for (int i = 0; i < 5; ++i) // those of the old run, too
        table.leave(plan, start + 4s);
    QCOMPARE(table.delayOf(plan, 2s, start + 4s), nanoseconds(2s));
}

void TestTimetable::remembersNoValueForLong()
{
    Timetable table;
    const ReplyPlan held = planOf(1ms, {1h, 1h});
    table.delayOf(held, 0ns, start);
    for (int i = 0; i < 1000; ++i) {
        const ReplyPlan plan = planOf(1ms + nanoseconds(i), {nanoseconds(i), 1s});
        table.delayOf(plan, 0ns, start + i * 2s);
        table.leave(plan, start + i * 2s);
        QVERIFY(table.size() <= 2 * 65);
    }
    table.leave(held, start + 1h); // is still there
}

QTEST_GUILESS_MAIN(TestTimetable)
#include "tst_timetable.moc"
