// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/statistics.h"

#include <QTest>

#include <numeric>

using namespace fiftyfold;

class TestStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void distributionByHand();
    void oneSample();
    void emptyHasNoCount();
    void percentilesAtAnyFraction();
    void underSampled();
    void countThatSupportsAPercentile();
    void liveHistogramIsWithinOnePercent();
    void liveHistogramTellsItsBuckets();
};

void TestStatistics::distributionByHand()
{
    // 1…100 shuffled; numpy.percentile gives 50.5, 90.1, 95.05, 99.01 for these.
    std::vector<qint64> values(100);
    std::iota(values.begin(), values.end(), 1);
    std::reverse(values.begin() + 10, values.end());
    const Distribution result = distributionOf(values);
    QCOMPARE(result.count, 100U);
    QCOMPARE(result.min, 1.0);
    QCOMPARE(result.mean, 50.5);
    QCOMPARE(result.p50, 50.5);
    QCOMPARE(result.p90, 90.1);
    QCOMPARE(result.p95, 95.05);
    QCOMPARE(result.p99, 99.01);
    QCOMPARE(result.max, 100.0);
}

void TestStatistics::oneSample()
{
    std::vector<qint64> values = {7};
    const Distribution result = distributionOf(values);
    QCOMPARE(result.p50, 7.0);
    QCOMPARE(result.p99, 7.0);
}

void TestStatistics::emptyHasNoCount()
{
    std::vector<qint64> values;
    QCOMPARE(distributionOf(values).count, 0U);
}

void TestStatistics::percentilesAtAnyFraction()
{
    std::vector<qint64> values(101);
    std::iota(values.begin(), values.end(), 0);
    std::reverse(values.begin(), values.end());
    QCOMPARE(percentilesOf(values, {0, 0, 0.305, 0.99, 1}), (std::vector<double>{0, 0, 30.5, 99, 100}));
}

void TestStatistics::underSampled()
{
    QVERIFY(isUnderSampled(0.99, 99));
    QVERIFY(!isUnderSampled(0.99, 100));
    QVERIFY(isUnderSampled(0.95, 19));
    QVERIFY(!isUnderSampled(0.95, 20));
    QVERIFY(!isUnderSampled(0.5, 2));
}

void TestStatistics::countThatSupportsAPercentile()
{
    QCOMPARE(leastCountFor(0.5), 2U);
    QCOMPARE(leastCountFor(0.9), 10U);
    QCOMPARE(leastCountFor(0.95), 20U);
    QCOMPARE(leastCountFor(0.99), 100U);
    QCOMPARE(leastCountFor(0.999), 1'000U);
    QCOMPARE(leastCountFor(0.9999), 10'000U);
    QCOMPARE(underSampledText(), QStringLiteral("too few requests for this percentile: p90 needs 10, p95 20, p99 100, "
                                                "p99.9 1,000."));
}

void TestStatistics::liveHistogramIsWithinOnePercent()
{
    LiveHistogram histogram;
    QCOMPARE(histogram.quantile(0.5), 0);
    for (qint64 i = 1; i <= 100'000; ++i)
        histogram.add(i * 1000);
    QCOMPARE(histogram.count(), 100'000U);
    QCOMPARE(histogram.max(), 100'000'000);
    for (const double fraction : {0.5, 0.9, 0.95, 0.99}) {
        const double exact = fraction * 100'000'000;
        const auto live = static_cast<double>(histogram.quantile(fraction));
        QVERIFY2(qAbs(live - exact) <= exact * 0.01, qPrintable(QString::number(live)));
    }
    histogram.add(qint64(100) * 3600 * 1'000'000'000);
    QCOMPARE(histogram.max(), qint64(100) * 3600 * 1'000'000'000);
    QVERIFY(histogram.quantile(1.0) > histogram.max() / 100 * 99);
}

void TestStatistics::liveHistogramTellsItsBuckets()
{
    LiveHistogram histogram;
    histogram.add(1'000'000, 3);
    histogram.add(2'000'000);
    const std::size_t bucket = LiveHistogram::bucketOf(1'000'000);
    QCOMPARE(histogram.count(), 4U);
    QCOMPARE(histogram.buckets()[bucket], 3U);
    QVERIFY(LiveHistogram::edgeOf(bucket) <= 1'000'000);
    QVERIFY(LiveHistogram::edgeOf(bucket + 1) > 1'000'000);
}

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
