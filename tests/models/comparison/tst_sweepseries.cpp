// SPDX-License-Identifier: GPL-3.0-or-later
// What a sweep's charts draw and say.
#include "models/comparison/sweepseries.h"

#include <QTest>

using namespace fiftyfold;

namespace {

SweepPoint pointOf(double value, double throughput, double meanMs = 0, double cpuUs = 0)
{
    SweepPoint point;
    point.value = value;
    point.rounds = 3;
    point.throughput = {throughput, throughput * 0.9, throughput * 1.1};
    if (meanMs > 0)
        point.meanMs = Estimate{meanMs, meanMs, meanMs};
    if (cpuUs > 0) {
        point.cost = CostFigures();
        point.cost->cpuUs = {cpuUs, 0, cpuUs};
    }
    return point;
}

Sweep sampleOf(const char *factor)
{
    Sweep sweep;
    sweep.factor = findFactor(QLatin1String(factor));
    SweepCurve async;
    async.name = QStringLiteral("async");
    async.points = {pointOf(1, 100, 10), pointOf(4, 390, 10.2)};
    async.points[1].boundPerSecond = 400;
    SweepCurve threads;
    threads.name = QStringLiteral("threads");
    threads.points = {pointOf(4, 380, 10.4, 80), pointOf(16, 385, 40, 90)};
    threads.points[0].boundPerSecond = 390;
    threads.knee = 0;
    sweep.curves = {async, threads};
    return sweep;
}

} // namespace

class TestSweepSeries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasThePlacesThatAreKnown()
    {
        const Sweep sweep = sampleOf("at-once");
        QCOMPARE(sweepValues(sweep), (std::vector<double>{1, 4, 16}));
        QCOMPARE(sweepPlaces(sweep.curves[0], SweepFigure::Throughput).size(), 2U);
        QVERIFY(sweepPlaces(sweep.curves[0], SweepFigure::Throughput)[0].hasInterval);
        QVERIFY(sweepPlaces(sweep.curves[0], SweepFigure::Cost).empty());
        QVERIFY(hasFigure(sweep, SweepFigure::Cost)); // of the other curve
        // An interval down to nothing has no place on a logarithmic axis.
        QVERIFY(!sweepPlaces(sweep.curves[1], SweepFigure::Cost)[0].hasInterval);
        const std::vector<SweepPlace> bound = sweepBound(sweep);
        QCOMPARE(bound.size(), 1U);
        QCOMPARE(bound[0].figure.value, 400.0);
    }

    void wordsWhatItHas()
    {
        QCOMPARE(sweepFigureText(SweepFigure::Throughput, 9340), QStringLiteral("9,340/s"));
        QCOMPARE(sweepFigureText(SweepFigure::Response, 5.1), QStringLiteral("5.10 ms"));
        QCOMPARE(sweepFigureText(SweepFigure::Cost, 66), QStringLiteral("66 µs"));
        QCOMPARE(sweepValueText(sampleOf("at-once"), 64), QStringLiteral("64 at once"));
        QCOMPARE(sweepValueText(sampleOf("threads"), 4), QStringLiteral("engine threads: 4"));
        QCOMPARE(sweepValueText(sampleOf("rate"), 200), QStringLiteral("200/s"));
        QCOMPARE(sweepCurveText(SweepCurve()), QStringLiteral("measured"));
        QCOMPARE(
            sweepSpokenText(sampleOf("at-once"), SweepFigure::Throughput),
            QStringLiteral("async: 1 at once 100/s, 4 at once 390/s; threads: 4 at once 380/s, 16 at once 385/s, knee "
                           "at 4 at once"));
    }

    void ticksAreRound()
    {
        QStringList labels;
        for (const SweepTick &tick : sweepTicks(SweepFigure::Throughput, 8, 1200, 400, 12))
            labels.append(tick.label);
        QCOMPARE(labels.join(QLatin1Char(' ')), QStringLiteral("10 20 50 100 200 500 1,000"));
        labels.clear();
        for (const SweepTick &tick : sweepTicks(SweepFigure::Response, 4, 300, 60, 12))
            labels.append(tick.label);
        QCOMPARE(labels.join(QLatin1Char(' ')), QStringLiteral("10 ms 100 ms"));
        const std::vector<SweepTick> cost = sweepTicks(SweepFigure::Cost, 40, 300, 400, 12);
        QCOMPARE(cost.front().label, QStringLiteral("50 µs"));
        QVERIFY(std::abs(cost.front().value - 50) < 1e-9);
    }

    void thereAreTwoTicksAtLeast_data()
    {
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::addColumn<QString>("labels");
        QTest::newRow("none") << 21.0 << 23.0 << QStringLiteral("10 ms 20 ms");
        QTest::newRow("one") << 21.0 << 60.0 << QStringLiteral("20 ms 50 ms");
        QTest::newRow("enough") << 12.0 << 60.0 << QStringLiteral("20 ms 50 ms");
        QTest::newRow("below one") << 0.61 << 0.65 << QStringLiteral("500 µs 1 ms");
    }

    void thereAreTwoTicksAtLeast()
    {
        QFETCH(const double, least);
        QFETCH(const double, most);
        const SweepRange range = sweepRangeWithTicks(SweepFigure::Response, {least, most}, 80, 15);
        QVERIFY(range.least <= least && range.most >= most);
        QStringList labels;
        for (const SweepTick &tick : sweepTicks(SweepFigure::Response, range.least, range.most, 80, 15))
            labels.append(tick.label);
        QTEST(labels.join(QLatin1Char(' ')), "labels");
    }

    void theFloorIsTheServersOrTheShortest()
    {
        Sweep sweep = sampleOf("at-once");
        QCOMPARE(sweepAxisText(sweep), QStringLiteral("At once, log scale"));
        QVERIFY(!sweepFloor(sweep, std::nullopt));
        sweep.curves[0].floorMs = 10.4;
        sweep.curves[1].floorMs = 10.2;
        QCOMPARE(sweepFloor(sweep, std::nullopt)->text, QStringLiteral("floor: 10.2 ms, the shortest measured"));
        const std::optional<SweepFloor> known = sweepFloor(sweep, 10);
        QCOMPARE(known->ms, 10.0);
        QCOMPARE(known->text, QStringLiteral("floor: 10.0 ms, the server’s own delay"));
    }
};

QTEST_APPLESS_MAIN(TestSweepSeries)
#include "tst_sweepseries.moc"
