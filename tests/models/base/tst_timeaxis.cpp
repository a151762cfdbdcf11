// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/timeaxis.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;

namespace {

constexpr double ms = 1e6;

} // namespace

class TestTimeAxis : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsEmpty();
    void followsInSteps();
    void staysAheadOfNow();
    void fitsTheEndOfARun();
    void fitsAnEmptyRun();
    void zoomEndsFollowing();
    void panEndsFollowing();
    void aPanAgainstTheEdgeChangesNothing();
    void fitDuringARunShowsWhatFollowingShows();
    void finishLeavesTheUsersRange();
    void signalsOnlyChanges();
    void signalsWhenRangeAndCursorBelongTogether();
    void showsARange();
    void resetForgetsTheRun();
    void anotherRangeLetsGoOfTheMouse();
};

void TestTimeAxis::startsEmpty()
{
    const TimeAxis axis;
    QCOMPARE(axis.beginNs(), 0.);
    QCOMPARE(axis.endNs(), 100 * ms);
    QVERIFY(axis.isFollowing());
    QVERIFY(!axis.nowNs());
    QVERIFY(!axis.hoverNs());
}

void TestTimeAxis::followsInSteps()
{
    TimeAxis axis;
    QSignalSpy rangeChanged(&axis, &TimeAxis::rangeChanged);
    for (int now = 0; now <= 96; ++now)
        axis.setNow(now * ms);
    QCOMPARE(rangeChanged.count(), 0);
    axis.setNow(98 * ms);
    QCOMPARE(rangeChanged.count(), 1);
    QCOMPARE(axis.beginNs(), 0.);
    QCOMPARE(axis.endNs(), 120 * ms);

    // Ten seconds at 60 updates a second: some steps for each power of ten, no creeping.
    for (double now = 98 * ms; now < 10'000 * ms; now += 16 * ms)
        axis.setNow(now);
    QVERIFY2(rangeChanged.count() <= 25, qPrintable(QString::number(rangeChanged.count())));
}

void TestTimeAxis::staysAheadOfNow()
{
    TimeAxis axis;
    for (double now = 1; now < 1e14; now *= 1.07) {
        axis.setNow(now);
        QVERIFY(axis.endNs() > now);
        QVERIFY(axis.endNs() <= std::max(100 * ms, 1.7 * now));
        QCOMPARE(*axis.nowNs(), now);
    }
}

void TestTimeAxis::fitsTheEndOfARun()
{
    TimeAxis axis;
    axis.setNow(532 * ms);
    QVERIFY(axis.endNs() > 600 * ms);
    axis.finish(540 * ms);
    QCOMPARE(axis.beginNs(), 0.);
    QCOMPARE(axis.endNs(), 1.03 * 540 * ms);
    QCOMPARE(*axis.nowNs(), 540 * ms);
    QVERIFY(axis.isFollowing());

    axis.zoom(0.1, 200 * ms);
    axis.fit();
    QCOMPARE(axis.endNs(), 1.03 * 540 * ms);
}

void TestTimeAxis::fitsAnEmptyRun()
{
    TimeAxis axis;
    axis.finish(0);
    QVERIFY(axis.endNs() > axis.beginNs());
}

void TestTimeAxis::zoomEndsFollowing()
{
    TimeAxis axis;
    axis.setNow(50 * ms);
    QSignalSpy rangeChanged(&axis, &TimeAxis::rangeChanged);
    axis.zoom(0.5, 50 * ms);
    QCOMPARE(rangeChanged.count(), 1);
    QCOMPARE(axis.beginNs(), 25 * ms);
    QCOMPARE(axis.endNs(), 75 * ms);
    QVERIFY(!axis.isFollowing());

    axis.setNow(500 * ms);
    QCOMPARE(rangeChanged.count(), 1);
    QCOMPARE(axis.endNs(), 75 * ms);
}

void TestTimeAxis::panEndsFollowing()
{
    TimeAxis axis;
    axis.pan(30 * ms);
    QCOMPARE(axis.beginNs(), 30 * ms);
    QCOMPARE(axis.endNs(), 130 * ms);
    QVERIFY(!axis.isFollowing());
}

void TestTimeAxis::aPanAgainstTheEdgeChangesNothing()
{
    TimeAxis axis;
    QSignalSpy rangeChanged(&axis, &TimeAxis::rangeChanged);
    axis.pan(-30 * ms);
    QCOMPARE(rangeChanged.count(), 0);
    QVERIFY(axis.isFollowing());
}

void TestTimeAxis::fitDuringARunShowsWhatFollowingShows()
{
    TimeAxis left;
    TimeAxis followed;
    left.zoom(0.5, 0);
    for (double now = 0; now < 3000 * ms; now += 16 * ms) {
        left.setNow(now);
        followed.setNow(now);
    }
    QVERIFY(left.endNs() < followed.endNs());
    left.fit();
    QVERIFY(left.isFollowing());
    QCOMPARE(left.beginNs(), 0.);
    QCOMPARE(left.endNs(), followed.endNs());
    left.setNow(30'000 * ms);
    QVERIFY(left.endNs() > 30'000 * ms);
}

void TestTimeAxis::finishLeavesTheUsersRange()
{
    TimeAxis axis;
    axis.setNow(90 * ms);
    axis.zoom(0.5, 40 * ms);
    const double begin = axis.beginNs();
    const double end = axis.endNs();
    axis.finish(95 * ms);
    QCOMPARE(axis.beginNs(), begin);
    QCOMPARE(axis.endNs(), end);
    QVERIFY(!axis.isFollowing());
}

void TestTimeAxis::signalsOnlyChanges()
{
    TimeAxis axis;
    QSignalSpy rangeChanged(&axis, &TimeAxis::rangeChanged);
    QSignalSpy cursorChanged(&axis, &TimeAxis::cursorChanged);
    axis.setNow(10 * ms);
    axis.setNow(10 * ms);
    QCOMPARE(cursorChanged.count(), 1);
    axis.setHover(20 * ms);
    axis.setHover(20 * ms);
    QCOMPARE(cursorChanged.count(), 2);
    axis.setHover(std::nullopt);
    axis.setHover(std::nullopt);
    QCOMPARE(cursorChanged.count(), 3);
    QCOMPARE(rangeChanged.count(), 0);
    axis.fit();
    axis.zoom(1, 0);
    QCOMPARE(rangeChanged.count(), 0);
    axis.finish(50 * ms);
    axis.finish(50 * ms);
    QCOMPARE(rangeChanged.count(), 1);
    QCOMPARE(cursorChanged.count(), 4);
}

void TestTimeAxis::signalsWhenRangeAndCursorBelongTogether()
{
    TimeAxis axis;
    int calls = 0;
    const auto check = [&] {
        ++calls;
        QVERIFY(*axis.nowNs() < axis.endNs());
    };
    connect(&axis, &TimeAxis::rangeChanged, this, check);
    connect(&axis, &TimeAxis::cursorChanged, this, check);
    axis.setNow(500 * ms);
    QCOMPARE(calls, 2);
}

void TestTimeAxis::anotherRangeLetsGoOfTheMouse()
{
    TimeAxis axis;
    axis.finish(100 * ms);
    axis.setHover(20 * ms);
    QSignalSpy cursorChanged(&axis, &TimeAxis::cursorChanged);
    axis.zoom(0.5, axis.zoomCentreNs());
    QVERIFY(!axis.hoverNs());
    QCOMPARE(cursorChanged.count(), 1);
    QCOMPARE(axis.zoomCentreNs(), 20 * ms); // the next zoom by keyboard goes on there
    axis.setHover(30 * ms);
    axis.pan(ms);
    QVERIFY(!axis.hoverNs());
    axis.setHover(30 * ms);
    axis.fit();
    QVERIFY(!axis.hoverNs());
    QCOMPARE(axis.zoomCentreNs(), (axis.beginNs() + axis.endNs()) / 2);
}

void TestTimeAxis::showsARange()
{
    TimeAxis axis;
    axis.finish(1000 * ms);
    QSignalSpy rangeChanged(&axis, &TimeAxis::rangeChanged);
    axis.show(300 * ms, 350 * ms);
    QCOMPARE(axis.beginNs(), 300 * ms);
    QCOMPARE(axis.endNs(), 350 * ms);
    QVERIFY(!axis.isFollowing());
    QCOMPARE(rangeChanged.count(), 1);
    axis.show(-50 * ms, 50 * ms); // there is nothing before the run
    QCOMPARE(axis.beginNs(), 0.0);
    QCOMPARE(axis.endNs(), 100 * ms);
    axis.zoomIn();
    axis.zoomOut();
    QCOMPARE(axis.endNs() - axis.beginNs(), 100 * ms);
}

void TestTimeAxis::resetForgetsTheRun()
{
    TimeAxis axis;
    axis.setNow(500 * ms);
    axis.setHover(20 * ms);
    axis.zoom(0.5, 0);
    QSignalSpy rangeChanged(&axis, &TimeAxis::rangeChanged);
    QSignalSpy cursorChanged(&axis, &TimeAxis::cursorChanged);
    axis.reset();
    QCOMPARE(axis.endNs(), 100 * ms);
    QVERIFY(axis.isFollowing());
    QVERIFY(!axis.nowNs());
    QVERIFY(!axis.hoverNs());
    QCOMPARE(rangeChanged.count(), 1);
    QCOMPARE(cursorChanged.count(), 1);
    axis.reset();
    QCOMPARE(rangeChanged.count(), 1);
    QCOMPARE(cursorChanged.count(), 1);
}

QTEST_GUILESS_MAIN(TestTimeAxis)
#include "tst_timeaxis.moc"
