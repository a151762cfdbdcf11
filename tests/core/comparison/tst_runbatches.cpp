// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/runbatches.h"
#include "simulatedrun.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

bool isClose(double one, double other)
{
    return std::abs(one - other) <= 1e-9 * std::abs(other);
}

/// The ends of the intervals of so many percentiles of the same distribution that hold the true one.
int holding(std::size_t count, double fraction, double memory)
{
    // Its true percentile, of a sample that is large.
    std::vector<double> all = simulatedTimes(400'000, 0, 99);
    std::sort(all.begin(), all.end());
    const double truth = all[static_cast<std::size_t>(fraction * 400'000)];
    int held = 0;
    for (quint64 seed = 0; seed < 100; ++seed) {
        const PercentileOfRun percentile = percentileOf(simulatedTimes(count, memory, seed), fraction);
        held += percentile.hasInterval && percentile.value.low <= truth && truth <= percentile.value.high ? 1 : 0;
    }
    return held;
}

} // namespace

class TestRunBatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewValuesMakeNone()
    {
        QVERIFY(!batchesOf(simulatedTimes(leastRequests - 1, 0, 1), BatchFigure::Median));
        const auto least = batchesOf(simulatedTimes(leastRequests, 0, 1), BatchFigure::Median);
        QVERIFY(least);
        QCOMPARE(least->values.size(), leastBatches);
        QVERIFY(!batchesOf(simulatedTimes(1'000, 0, 1), BatchFigure::Mean, 51));
        QCOMPARE(batchesOf(simulatedTimes(1'000, 0, 1), BatchFigure::Mean, 50)->values.size(), leastBatches);
    }

    void aFigureOfEachInOrder()
    {
        const std::vector<double> times = simulatedTimes(200, 0, 1);
        const auto medians = batchesOf(times, BatchFigure::Median);
        std::vector<double> first(times.begin(), times.begin() + 5);
        std::sort(first.begin(), first.end());
        QCOMPARE(medians->values.size(), mostBatches);
        QCOMPARE(medians->values.front(), first[2]);
        const auto means = batchesOf(times, BatchFigure::Mean);
        QVERIFY(isClose(means->values.front(), std::accumulate(first.begin(), first.end(), 0.0) / 5));
    }

    /// Where one batch tells what the next is like they double, and are worth less.
    void batchesThatDependOnOneAnother()
    {
        const auto apart = batchesOf(simulatedTimes(4'000, 0, 3), BatchFigure::Median);
        QCOMPARE(apart->values.size(), mostBatches);
        QVERIFY(apart->worth > 30);
        const auto slow = batchesOf(simulatedTimes(4'000, 0.998, 3), BatchFigure::Median);
        QCOMPARE(slow->values.size(), leastBatches);
        QVERIFY2(slow->worth < 10, qPrintable(QString::number(slow->worth)));
        QCOMPARE(batchesOf(std::vector<double>(500, 7.0), BatchFigure::Median)->worth, double(mostBatches));
    }

    /// Worked out by hand, from the definitions: U's normal approximation says which of the sorted differences.
    void shiftByDefinition()
    {
        RunBatches one;
        RunBatches other;
        for (int i = 0; i < 20; ++i)
            one.values.push_back(i % 2 == 0 ? 10 + (i * 7 % 20) / 10.0 : 14 - (i * 3 % 20) / 10.0);
        for (int i = 0; i < 24; ++i)
            other.values.push_back(i % 2 == 0 ? 12 + (i * 7 % 20) / 10.0 : 17 - (i * 3 % 20) / 10.0);
        one.worth = 20;
        other.worth = 24;
        const RatioOfRuns ratio = ratioOf(one, other);
        QVERIFY(ratio.hasInterval);
        QVERIFY(isClose(ratio.ratio.value, 1.2105263157894737));
        QVERIFY(isClose(ratio.ratio.low, 1.125));
        QVERIFY(isClose(ratio.ratio.high, 1.299212598425197));
        const RatioOfRuns inverse = ratioOf(other, one);
        QVERIFY(isClose(inverse.ratio.low, 1 / ratio.ratio.high));

        one.worth = 5;
        const RatioOfRuns wider = ratioOf(one, other);
        QVERIFY(wider.hasInterval);
        QVERIFY(wider.ratio.low < ratio.ratio.low && ratio.ratio.high < wider.ratio.high);
        one.worth = other.worth = 0.5;
        QVERIFY(!ratioOf(one, other).hasInterval);
    }

    /// 0.99^368 is the first below 0.025, and 0.95^72.
    void percentilesNeedEnough()
    {
        std::vector<double> values;
        for (int i = 0; i < 368; ++i) // in an order in which what is beyond a percentile is spread evenly
            values.push_back(1 + i * 211 % 368);
        const PercentileOfRun p99 = percentileOf(values, 0.99);
        QVERIFY(p99.hasInterval);
        QCOMPARE(p99.value.high, 368.0);
        QCOMPARE(p99.value.low, 360.0); // 364.32 - 1.96 · 1.909
        values.resize(367);
        QVERIFY(!percentileOf(values, 0.99).hasInterval);
        values.resize(72);
        QVERIFY(percentileOf(values, 0.95).hasInterval);
        values.resize(71);
        QVERIFY(!percentileOf(values, 0.95).hasInterval);
        QCOMPARE(percentileOf({1, 2, 3, 4}, 0.5).value.value, 2.5); // as all percentiles of ours
    }

    void percentilesHoldTheTrueOne_data()
    {
        QTest::addColumn<double>("fraction");
        QTest::addColumn<double>("memory");
        QTest::addRow("p95") << 0.95 << 0.0;
        QTest::addRow("p99") << 0.99 << 0.0;
        QTest::addRow("p50, times that depend on one another") << 0.5 << 0.9;
    }

    void percentilesHoldTheTrueOne()
    {
        QFETCH(const double, fraction);
        QFETCH(const double, memory);
        const int held = holding(2'000, fraction, memory);
        QVERIFY2(held >= 90, qPrintable(QString::number(held)));
    }

    void ratioOfPercentiles()
    {
        const PercentileOfRun one{{10, 8, 12}, true};
        const PercentileOfRun other{{20, 19, 21}, true};
        const RatioOfRuns ratio = ratioOf(one, other);
        QVERIFY(isClose(ratio.ratio.value, 2));
        QVERIFY(isClose(ratio.ratio.low, 2 * std::exp(-std::hypot(std::log(20.0 / 19), std::log(1.2)))));
        QVERIFY(isClose(ratio.ratio.high, 2 * std::exp(std::hypot(std::log(1.05), std::log(1.25)))));
        QVERIFY(!ratioOf(one, PercentileOfRun{{20, 20, 20}, false}).hasInterval);
    }
};

QTEST_APPLESS_MAIN(TestRunBatches)
#include "tst_runbatches.moc"
