// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/duetimer.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;

class TestDueTimer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shootsOnceAndNotBefore();
    void shootsInTheNextTurn();
    void startedAnewItForgets();
    void startedAnewWhileItShoots();
    void stopped();
};

constexpr qint64 dueMs = 1'000'000;

/// Waits until another timer that was started now, for so long, has shot.
static void letPass(qint64 nanoseconds)
{
    DueTimer other;
    QSignalSpy passed(&other, &DueTimer::due);
    other.start(nanoseconds);
    QVERIFY(passed.wait());
}

void TestDueTimer::shootsOnceAndNotBefore()
{
    DueTimer timer;
    QSignalSpy due(&timer, &DueTimer::due);
    QElapsedTimer clock;
    clock.start();
    timer.start(3 * dueMs + 500'000);
    QVERIFY(due.wait());
    QVERIFY(clock.nsecsElapsed() >= 3 * dueMs + 500'000);
    letPass(5 * dueMs);
    QCOMPARE(due.size(), 1);
    timer.start(dueMs);
    QVERIFY(due.wait());
    QCOMPARE(due.size(), 2);
}

void TestDueTimer::shootsInTheNextTurn()
{
    DueTimer timer;
    QSignalSpy due(&timer, &DueTimer::due);
    for (const qint64 past : {0, -5}) {
        due.clear();
        timer.start(past);
        QCOMPARE(due.size(), 0);
        QVERIFY(due.wait());
    }
}

void TestDueTimer::startedAnewItForgets()
{
    DueTimer timer;
    QSignalSpy due(&timer, &DueTimer::due);
    QElapsedTimer clock;
    clock.start();
    timer.start(dueMs);
    timer.start(20 * dueMs);
    QVERIFY(due.wait());
    QVERIFY(clock.nsecsElapsed() >= 20 * dueMs);
    QCOMPARE(due.size(), 1);
}

/// As who waits for one request after the other does, even in a turn of the event loop in which it was due already.
void TestDueTimer::startedAnewWhileItShoots()
{
    DueTimer timer;
    QElapsedTimer clock;
    clock.start();
    int shots = 0;
    connect(&timer, &DueTimer::due, &timer, [&timer, &shots] {
        if (++shots < 50)
            timer.start(dueMs / 2);
    });
    timer.start(dueMs / 2);
    QTRY_COMPARE(shots, 50);
    QVERIFY(clock.nsecsElapsed() >= 25 * dueMs);
    letPass(3 * dueMs);
    QCOMPARE(shots, 50);

    DueTimer early;
    DueTimer late;
    bool isStartedAnew = false;
    QList<qint64> shotsSince;
    connect(&early, &DueTimer::due, &late, [&late, &isStartedAnew] {
        isStartedAnew = true;
        late.start(30 * dueMs);
    });
    connect(&late, &DueTimer::due, &late, [&] { // it may be looked at first, and shoot before that, too
        if (isStartedAnew)
            shotsSince.append(clock.nsecsElapsed());
    });
    clock.restart();
    early.start(0); // both are due as the event loop looks
    late.start(0);
    QTRY_VERIFY(!shotsSince.isEmpty());
    letPass(3 * dueMs);
    QCOMPARE(shotsSince.size(), 1);
    QVERIFY(shotsSince.first() >= 30 * dueMs);
}

void TestDueTimer::stopped()
{
    DueTimer timer;
    QSignalSpy due(&timer, &DueTimer::due);
    timer.start(dueMs);
    timer.stop();
    letPass(5 * dueMs);
    QCOMPARE(due.size(), 0);
}

QTEST_GUILESS_MAIN(TestDueTimer)
#include "tst_duetimer.moc"
