// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/latencypoints.h"

#include "support/latencyrun.h"

#include <QTest>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

quint64 cellsIn(const LatencyPoints &points)
{
    quint64 count = 0;
    for (const LatencyPoints::Column &column : points.columns()) {
        for (const LatencyPoints::Cell &cell : column.response)
            count += cell.count;
    }
    return count;
}

} // namespace

class TestLatencyPoints : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void standWhereTheyWereDue();
    void serviceTimeIsKeptWhereItIsAnother();
    void failuresHaveTimeAlone();
    void columnsStayBounded();
    void knowsShortestAndLongest();
};

void TestLatencyPoints::standWhereTheyWereDue()
{
    for (const bool isOpen : {true, false}) {
        test::LatencyRun run(1, isOpen);
        run.addDone(100 * ms, 50 * ms, 10 * ms);
        const qint64 at = isOpen ? 100 * ms : 150 * ms;
        const LatencyPoints::Columns there = run.points.columnsBetween(double(at - ms), double(at + ms));
        QCOMPARE(run.points.requestsIn(there), 1U);
        QCOMPARE(run.points.requestsIn(run.points.columnsBetween(0, double(at - ms))), 0U);
    }
}

void TestLatencyPoints::serviceTimeIsKeptWhereItIsAnother()
{
    test::LatencyRun run(2);
    run.addDone(0, ms / 100, 10 * ms);
    QVERIFY(!run.points.hasService());
    run.addDone(5 * ms, 20 * ms, 10 * ms);
    QVERIFY(run.points.hasService());
}

void TestLatencyPoints::failuresHaveTimeAlone()
{
    test::LatencyRun run(1);
    QVERIFY(!run.points.hasFailed());
    run.addFailed(3 * ms);
    QVERIFY(run.points.hasFailed());
    QCOMPARE(run.points.requestsIn(run.points.columnsBetween(0, double(10 * ms))), 1U);
    QCOMPARE(cellsIn(run.points), 0U);
    QCOMPARE(run.points.longestNs(), 0);
}

void TestLatencyPoints::columnsStayBounded()
{
    test::LatencyRun run(10'000);
    for (quint32 request = 0; request < 10'000; ++request)
        run.addDone(request * 7 * ms, 0, (1 + request % 5) * ms);
    const LatencyPoints &points = run.points;
    QVERIFY(points.columns().size() <= LatencyPoints::columnLimit);
    QVERIFY(points.columns().size() > LatencyPoints::columnLimit / 2);
    QCOMPARE(cellsIn(points), 10'000U);
    QCOMPARE(points.requestsIn(points.columnsBetween(0, 1e18)), 10'000U);
    for (std::size_t i = 0; i < points.columns().size(); ++i) {
        const LatencyPoints::Column &column = points.columns()[i];
        QVERIFY(std::is_sorted(column.response.begin(), column.response.end(),
                               [](const auto &a, const auto &b) { return a.bucket < b.bucket; }));
        for (const quint32 request : column.done)
            QCOMPARE(std::size_t(request * 7 * ms / points.columnNs()), i);
    }
}

void TestLatencyPoints::knowsShortestAndLongest()
{
    test::LatencyRun run(2);
    run.addDone(0, 30 * ms, 10 * ms);
    run.addDone(5 * ms, 0, 20 * ms);
    QCOMPARE(run.points.shortestNs(), 10 * ms); // a service time
    QCOMPARE(run.points.longestNs(), 40 * ms);
}

QTEST_APPLESS_MAIN(TestLatencyPoints)
#include "tst_latencypoints.moc"
