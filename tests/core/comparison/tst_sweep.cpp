// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a comparison by a number, with worked figures.
#include "core/comparison/sweep.h"
#include "measuredsample.h"

#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

class TestSweep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingWithoutANumber()
    {
        QVERIFY(!sweepOf({}));
        QVERIFY(!sweepOf(pointersTo({entryOf("async", {roundOf(10)})})));
        QVERIFY(!sweepOf(pointersTo({pointOf(1, {}), pointOf(4, {})}))); // nothing is measured yet
    }

    /// A server that takes 10 ms and manages 400 a second: 1 and 4 at once do N ÷ R, 16 and 64 do 400 a second.
    void hasBoundFloorAndKnee()
    {
        const std::vector<MeasuredEntry> entries{
            pointOf(16, {roundOf(2'500, 40), roundOf(2'512, 40), roundOf(2'488, 40)}),
            pointOf(1, {roundOf(10'000, 10), roundOf(10'100, 10.1), roundOf(10'050, 10.05)}),
            pointOf(64, {roundOf(2'500, 160), roundOf(2'500, 160), roundOf(2'500, 160)}),
            pointOf(4, {roundOf(2'510, 10.02), roundOf(2'520, 10.03), roundOf(2'530, 10.04)})};
        const std::optional<Sweep> sweep = sweepOf(pointersTo(entries));
        QVERIFY(sweep);
        QCOMPARE(sweep->factor->nameText(), QStringLiteral("at-once"));
        QCOMPARE(sweep->curves.size(), 1U);
        const SweepCurve &curve = sweep->curves.front();
        QCOMPARE(curve.name, QString());
        QCOMPARE(curve.points.size(), 4U);
        QCOMPARE(curve.points[0].entry, 1U); // by value
        QCOMPARE(curve.points[3].text, QStringLiteral("64"));
        QCOMPARE(curve.points[0].throughput.value, 1e6 / 10'050); // the median of 100, 99.0 and 99.5 a second
        QCOMPARE(curve.points[0].throughput.high, 100.0);
        QCOMPARE(curve.points[0].meanMs->value, 10.05);
        QCOMPARE(curve.points[0].p95Ms->value, 15.075);
        QCOMPARE(*curve.floorMs, 10.03);
        QCOMPARE(*curve.points[0].boundPerSecond, 1e3 / 10.03);
        QCOMPARE(*curve.points[3].boundPerSecond, 64e3 / 10.03);
        QCOMPARE(*curve.knee, 1U); // from 396.8 to 400 a second is 0.8 %
        QCOMPARE(curve.lastThatPays().value, 4.0);
        QVERIFY(std::abs(curve.mostPerSecond - 400) < 1e-9);
        QVERIFY(std::abs(*curve.enoughAtOnce - 4.012) < 1e-9); // 400/s × 10.03 ms
    }

    /// A lane has its request until the last step is done: what steps take is no shortfall of throughput.
    void theBoundHasTheStepsInIt()
    {
        const auto roundWithSteps = [](double elapsedMs, double meanMs, double laneMs) {
            ComparisonRound round = roundOf(elapsedMs, meanMs);
            round.laneMs = laneMs;
            return round;
        };
        std::vector<MeasuredEntry> entries{pointOf(1, {roundWithSteps(12'000, 10, 12)}),
                                           pointOf(2, {roundWithSteps(6'100, 10.1, 12.1)})};
        const SweepCurve curve = sweepOf(pointersTo(entries))->curves.front();
        QCOMPARE(*curve.floorMs, 10.0);
        QCOMPARE(*curve.boundMs(), 12.0);
        QCOMPARE(*curve.points[0].boundPerSecond, 1e3 / 12);
        QCOMPARE(*curve.points[1].boundPerSecond, 2e3 / 12);

        // Beside one that tells of responses alone, so that both are held against the same.
        entries = {pointOf(1, {roundWithSteps(12'000, 10, 12)}, "async"), pointOf(1, {roundOf(12'000, 11)}, "go")};
        const std::optional<Sweep> family = sweepOf(pointersTo(entries));
        QCOMPARE(*family->curves.at(0).boundMs(), 10.0);
        QCOMPARE(*family->curves.at(1).boundMs(), 11.0);
    }

    void allMayPay()
    {
        const std::vector<MeasuredEntry> entries{pointOf(1, {roundOf(1'000)}), pointOf(2, {roundOf(500)}),
                                                 pointOf(4, {roundOf(470)})};
        const std::optional<Sweep> sweep = sweepOf(pointersTo(entries));
        QVERIFY(!sweep->curves.front().knee); // the last step gains 6 %
        QCOMPARE(sweep->curves.front().lastThatPays().value, 4.0);
        QVERIFY(!sweep->curves.front().enoughAtOnce);
        QVERIFY(!sweep->curves.front().floorMs && !sweep->curves.front().points[0].boundPerSecond);
        QVERIFY(!sweep->curves.front().points[0].meanMs);
    }

    void aKneeMayBeTheFirst()
    {
        const std::vector<MeasuredEntry> entries{pointOf(1, {roundOf(1'000)}), pointOf(2, {roundOf(990)}),
                                                 pointOf(4, {roundOf(985)})};
        QCOMPARE(*sweepOf(pointersTo(entries))->curves.front().knee, 0U);
    }

    /// A small step hides no greater one behind it, and what many small ones add up to counts.
    void aKneeIsWhereNoLaterValueGains()
    {
        const std::vector<MeasuredEntry> late{pointOf(1, {roundOf(1'000)}), pointOf(2, {roundOf(990)}),
                                              pointOf(4, {roundOf(800)}), pointOf(8, {roundOf(810)})};
        QCOMPARE(*sweepOf(pointersTo(late))->curves.front().knee, 2U);
        const std::vector<MeasuredEntry> creeping{pointOf(1, {roundOf(1'000)}), pointOf(2, {roundOf(960)}),
                                                  pointOf(4, {roundOf(925)})};
        QCOMPARE(*sweepOf(pointersTo(creeping))->curves.front().knee, 1U);
    }

    /// 20 % more by its median, of which the rounds know nothing.
    void whatRoundsDoNotShowIsNoGain()
    {
        const std::vector<MeasuredEntry> entries{pointOf(1, {roundOf(1'000), roundOf(1'001), roundOf(999)}),
                                                 pointOf(2, {roundOf(500), roundOf(501), roundOf(499)}),
                                                 pointOf(4, {roundOf(400), roundOf(900), roundOf(410)})};
        const SweepCurve curve = sweepOf(pointersTo(entries))->curves.front();
        QCOMPARE(*curve.knee, 1U);
        QVERIFY(curve.isKneeUnsure);
    }

    void leavesOutWhatFailed()
    {
        std::vector<MeasuredEntry> entries{pointOf(1, {roundOf(1'000)}), pointOf(2, {roundOf(500)}),
                                           pointOf(4, {roundOf(250)})};
        entries[1].problem = QStringLiteral("no reply");
        const std::optional<Sweep> sweep = sweepOf(pointersTo(entries));
        QCOMPARE(sweep->curves.front().points.size(), 2U);
        QCOMPARE(sweep->curves.front().points[1].entry, 2U);
    }

    void hasACurveForEachOfTheOtherFactor()
    {
        const std::vector<MeasuredEntry> entries{
            pointOf(1, {roundOf(1'000, 1, 50)}, "async"), pointOf(4, {roundOf(300, 1.2, 40)}, "async"),
            pointOf(1, {roundOf(1'000, 2, 90)}, "threads"), pointOf(4, {roundOf(990, 4, 80)}, "threads")};
        const std::optional<Sweep> sweep = sweepOf(pointersTo(entries));
        QCOMPARE(sweep->curves.size(), 2U);
        QCOMPARE(sweep->curves[1].name, QStringLiteral("threads"));
        QVERIFY(!sweep->curves[0].knee);
        QCOMPARE(*sweep->curves[1].knee, 0U);
        QCOMPARE(*sweep->curves[1].floorMs, 2.0);
        QCOMPARE(sweep->curves[1].points[1].cost->cpuUs.value, 80.0);
    }

    /// An open load is bound by its rate, whatever its lanes.
    void aRateIsItsOwnBound()
    {
        std::vector<MeasuredEntry> entries;
        for (const int rate : {100, 200}) {
            MeasuredEntry entry = entryOf("x", {roundOf(1'000'000.0 / rate, 5)});
            entry.plan.rate = *rateFromText(QStringLiteral("%1/s").arg(rate));
            entry.values = {{QStringLiteral("rate"), QStringLiteral("%1/s").arg(rate), double(rate)}};
            entries.push_back(entry);
        }
        const std::optional<Sweep> sweep = sweepOf(pointersTo(entries));
        QCOMPARE(*sweep->curves.front().points[1].boundPerSecond, 200.0);
        QCOMPARE(sweep->curves.front().points[1].throughput.value, 200.0);
        entries[1].rounds.front().done = 5; // due every 5 ms, and each takes 30 ms
        entries[1].rounds.front().elapsedNs = 50'000'000;
        entries[1].rounds.front().doneMs = {30, 35, 40, 45, 50};
        QCOMPARE(sweepOf(pointersTo(entries))->curves.front().points[1].throughput.value, 200.0);
        QCOMPARE(entries[0].wholeMs(), std::vector<double>{5}); // what is compared of it
        QVERIFY(!sweepOf(pointersTo(entries))->curves.front().knee);
        entries[1].rounds.front().doneMs.clear();
        entries[1].rounds.front().elapsedNs = 50'000'000;                 // 100 a second
        QCOMPARE(*sweepOf(pointersTo(entries))->curves.front().knee, 0U); // the highest that was reached
        entries[1].plan.arrivals = QStringLiteral("poisson"); // of which 1,000 are a few percent more or less
        entries[1].rounds.front().elapsedNs = 26'000'000;     // 192 a second
        QVERIFY(!sweepOf(pointersTo(entries))->curves.front().knee);
        entries[1].plan.arrivals = RunPlan().arrivals;
        QVERIFY(sweepOf(pointersTo(entries))->curves.front().knee);
    }

    /// Due every 10 ms, of a server that stood still at first: all that was due by then comes at once.
    void catchingUpIsNoHigherRate()
    {
        std::vector<MeasuredEntry> entries;
        for (const int rate : {50, 100}) {
            ComparisonRound round = roundOf(1'002, 500, 0, 1, 0, 5);
            round.doneMs = {1'000, 1'000.5F, 1'001, 1'001.5F, 1'002};
            entries.push_back(entryOf("x", {round}));
            entries.back().plan.rate = *rateFromText(QStringLiteral("%1/s").arg(rate));
            entries.back().values = {{QStringLiteral("rate"), QStringLiteral("%1/s").arg(rate), double(rate)}};
        }
        const SweepCurve curve = sweepOf(pointersTo(entries))->curves.front();
        QCOMPARE(curve.points[0].throughput.value, 50.0);
        QCOMPARE(curve.points[1].throughput.high, 100.0);
    }
};

QTEST_APPLESS_MAIN(TestSweep)
#include "tst_sweep.moc"
