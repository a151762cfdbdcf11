// SPDX-License-Identifier: GPL-3.0-or-later
// The expected figures are those of this Python, which looks at every resample there is:
//     from collections import Counter
//     from itertools import combinations_with_replacement
//     from math import factorial, prod
//     from statistics import median
//     def boot(x):
//         counts = Counter()
//         for drawn in combinations_with_replacement(range(len(x)), len(x)):
//             orders = factorial(len(x)) // prod(factorial(times) for times in Counter(drawn).values())
//             counts[median(x[i] for i in drawn)] += orders
//         def bound(items):
//             reached = 0
//             for value, count in items:
//                 reached += count
//                 if reached > 0.025 * len(x) ** len(x):
//                     return value
//         return median(x), bound(sorted(counts.items())), bound(sorted(counts.items(), reverse=True))
#include "core/comparison/comparisonstatistics.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>

using namespace fiftyfold;

namespace {

using Times = std::vector<double>;

/// As near as digits of Python's output go.
bool isNear(double one, double other)
{
    return std::abs(one - other) <= 1e-7 * std::max(1.0, std::abs(other));
}

/// Between 0 and 1, the same with every library.
double drawn(std::mt19937_64 &random)
{
    return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0; // 2 to the 53rd
}

} // namespace

Q_DECLARE_METATYPE(std::function<double(std::mt19937_64 &)>)

class TestComparisonStatistics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<Times>(); }

    void mediansByPython_data();
    void mediansByPython();
    void medianOfNothing();
    void mediansOfManyAreAsDrawn_data();
    void mediansOfManyAreAsDrawn();
    void orderDoesNotMatter();
    void ratiosByHand_data();
    void ratiosByHand();
    void pairsByPosition();
    void swappingInverts_data();
    void swappingInverts();
    void ratiosOfMoreRoundsReachFurther();
    void saysWhetherADifferenceWasSeen();
    void aThingIsSeldomUnlikeItself_data();
    void aThingIsSeldomUnlikeItself();
    void seesWhatIsThere();
    void manyRoundsAreNoTrouble();
};

void TestComparisonStatistics::mediansByPython_data()
{
    QTest::addColumn<Times>("sample");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("one") << Times{7} << 7.0 << 7.0 << 7.0;
    QTest::newRow("two") << Times{100, 104} << 102.0 << 100.0 << 104.0;
    QTest::newRow("three") << Times{3, 1, 2} << 2.0 << 1.0 << 3.0;
    QTest::newRow("four") << Times{4, 1, 2, 3} << 2.5 << 1.0 << 4.0;
    QTest::newRow("five") << Times{5.31, 5.29, 5.35, 5.30, 5.40} << 5.31 << 5.29 << 5.40;
    QTest::newRow("six") << Times{1, 2, 3, 4, 5, 6} << 3.5 << 1.5 << 5.5;
    QTest::newRow("six, uneven") << Times{10, 11, 13, 17, 25, 41} << 15.0 << 10.5 << 33.0;
    QTest::newRow("eight") << Times{1, 2, 4, 8, 16, 32, 64, 128} << 12.0 << 2.0 << 64.0;
    QTest::newRow("nine") << Times{10, 11, 13, 17, 25, 41, 73, 137, 265} << 25.0 << 11.0 << 137.0;
    QTest::newRow("all alike") << Times{2, 2, 2, 2, 2} << 2.0 << 2.0 << 2.0;
}

void TestComparisonStatistics::mediansByPython()
{
    QFETCH(const Times, sample);
    const Estimate estimate = medianOf(sample);
    QTEST(estimate.value, "value");
    QTEST(estimate.low, "low");
    QTEST(estimate.high, "high");
}

void TestComparisonStatistics::medianOfNothing()
{
    const Estimate estimate = medianOf({});
    QCOMPARE(estimate.value, 0.0);
    QCOMPARE(estimate.low, 0.0);
    QCOMPARE(estimate.high, 0.0);
}

void TestComparisonStatistics::mediansOfManyAreAsDrawn_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("twenty") << 20;
    QTest::newRow("twenty-one") << 21;
    QTest::newRow("a hundred") << 100;
}

/// The bootstrap as it is usually done: resamples that are drawn.
void TestComparisonStatistics::mediansOfManyAreAsDrawn()
{
    QFETCH(const int, size);
    Times sample(static_cast<std::size_t>(size));
    std::mt19937_64 random(3);
    std::generate(sample.begin(), sample.end(), [&random] { return drawn(random); });
    Times medians(20'000);
    Times resample(sample.size());
    for (double &median : medians) {
        for (double &value : resample)
            value = sample[random() % sample.size()];
        std::sort(resample.begin(), resample.end());
        median = (resample[(resample.size() - 1) / 2] + resample[resample.size() / 2]) / 2;
    }
    std::sort(medians.begin(), medians.end());
    const Estimate estimate = medianOf(sample);
    // The bounds hold 2.5 % on each side, and the drawing hits that to within a tenth of it.
    const auto shareBelow = [&medians](double value) {
        return static_cast<double>(std::lower_bound(medians.begin(), medians.end(), value) - medians.begin()) / 20'000;
    };
    QVERIFY(shareBelow(estimate.low) <= 0.0275);
    QVERIFY(shareBelow(std::nextafter(estimate.low, 2)) >= 0.0225);
    QVERIFY(1 - shareBelow(std::nextafter(estimate.high, 2)) <= 0.0275);
    QVERIFY(1 - shareBelow(estimate.high) >= 0.0225);
}

void TestComparisonStatistics::orderDoesNotMatter()
{
    const Estimate one = medianOf({1, 2, 4, 8, 16, 32});
    const Estimate other = medianOf({32, 1, 16, 2, 8, 4});
    QCOMPARE(other.value, one.value);
    QCOMPARE(other.low, one.low);
    QCOMPARE(other.high, one.high);
}

void TestComparisonStatistics::ratiosByHand_data()
{
    QTest::addColumn<Times>("baseline");
    QTest::addColumn<Times>("other");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("one") << Times{300} << Times{100} << 3.0 << 3.0 << 3.0;
    // Two to four: mean -+ t * s / sqrt(n) of the logarithms, t = 12.70620474, 4.30265273, 3.18244631.
    QTest::newRow("two") << Times{100, 102} << Times{100, 100} << 1.0099504938362078 << 0.8905582152172363
                         << 1.1453490435223133;
    QTest::newRow("three") << Times{100, 102, 99} << Times{50, 50, 50} << 2.0 << 1.9322106525889344
                           << 2.0836707573022406;
    QTest::newRow("four") << Times{100, 103, 99, 101} << Times{101, 100, 100, 102} << 0.9901475429766743
                          << 0.9689829624993691 << 1.0318581121207095;
    // Five: Student's, with 2.77644511, or 5350 / 111 to 5290 / 106, whichever reaches further; the median 5300 / 107.
    QTest::newRow("five") << Times{5310, 5290, 5350, 5300, 5400} << Times{108, 106, 111, 107, 109} << 5300.0 / 107
                          << 5350.0 / 111 << 50.087665024105135;
    // Six: the least and the greatest hold the median in 1 - 2 / 64 of samples; with five left they would not reach 95.
    QTest::newRow("six") << Times{1, 2, 3, 4, 5, 6} << Times{1, 1, 1, 1, 1, 1} << std::sqrt(12.0) << 1.0 << 6.0;
}

void TestComparisonStatistics::ratiosByHand()
{
    QFETCH(const Times, baseline);
    QFETCH(const Times, other);
    QFETCH(const double, value);
    QFETCH(const double, low);
    QFETCH(const double, high);
    const Estimate ratio = ratioOf(baseline, other);
    QVERIFY2(isNear(ratio.value, value), qPrintable(QString::number(ratio.value, 'g', 12)));
    QVERIFY2(isNear(ratio.low, low), qPrintable(QString::number(ratio.low, 'g', 12)));
    QVERIFY2(isNear(ratio.high, high), qPrintable(QString::number(ratio.high, 'g', 12)));
}

void TestComparisonStatistics::pairsByPosition()
{
    // A machine that becomes slower is slower for both: within a round the ratio is always 2.
    const Estimate steady = ratioOf({2, 4, 8, 16, 32}, {1, 2, 4, 8, 16});
    QVERIFY(isNear(steady.value, 2) && isNear(steady.low, 2) && isNear(steady.high, 2));

    // What one of them has more is left out, and so is what no ratio can be made of.
    const Estimate shorter = ratioOf({2, 4, 8, 1000}, {1, 2, 4});
    QVERIFY(isNear(shorter.value, 2) && isNear(shorter.high, 2));
    const Estimate broken = ratioOf({2, 0, 8}, {1, 2, 4});
    QVERIFY(isNear(broken.value, 2) && isNear(broken.low, 2) && isNear(broken.high, 2));
    QCOMPARE(ratioOf({}, {1, 2}).value, 0.0);
    QCOMPARE(ratioOf({0}, {1}).value, 0.0);
}

void TestComparisonStatistics::swappingInverts_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 2, 3, 4, 5, 6, 7, 8, 20})
        QTest::addRow("%d", size) << size;
}

void TestComparisonStatistics::swappingInverts()
{
    QFETCH(const int, size);
    std::mt19937_64 random(7);
    Times one(static_cast<std::size_t>(size));
    Times other(one.size());
    for (Times *times : {&one, &other})
        std::generate(times->begin(), times->end(), [&random] { return 100 + 20 * drawn(random); });
    const Estimate there = ratioOf(one, other);
    const Estimate back = ratioOf(other, one);
    QVERIFY(isNear(back.value, 1 / there.value));
    QVERIFY(isNear(back.low, 1 / there.high));
    QVERIFY(isNear(back.high, 1 / there.low));
    QCOMPARE(isNoDifference(back), isNoDifference(there));
}

void TestComparisonStatistics::ratiosOfMoreRoundsReachFurther()
{
    // Where the bootstrap says second to sixth of seven, the sign test leaves none out: 2 * 8 / 128 is above 0.05. Of
    // eleven it leaves out one on each side: 2 * 12 / 2048 is below, 2 * 67 / 2048 above.
    Times seven(7);
    std::iota(seven.begin(), seven.end(), 1.0);
    const Estimate ofSeven = ratioOf(seven, Times(7, 1.0));
    QVERIFY(isNear(ofSeven.low, 1) && isNear(ofSeven.high, 7));
    Times eleven(11);
    std::iota(eleven.begin(), eleven.end(), 1.0);
    const Estimate ofEleven = ratioOf(eleven, Times(11, 1.0));
    QVERIFY(isNear(ofEleven.low, 2) && isNear(ofEleven.high, 10));
}

void TestComparisonStatistics::saysWhetherADifferenceWasSeen()
{
    QVERIFY(isNoDifference({1.01, 0.98, 1.03}));
    QVERIFY(isNoDifference({1.01, 1, 1.03}));
    QVERIFY(isNoDifference({0.98, 0.97, 1}));
    QVERIFY(!isNoDifference({1.02, 1.01, 1.03}));
    QVERIFY(!isNoDifference({0.5, 0.4, 0.6}));
}

void TestComparisonStatistics::aThingIsSeldomUnlikeItself_data()
{
    QTest::addColumn<int>("rounds");
    QTest::addColumn<std::function<double(std::mt19937_64 &)>>("time");
    const std::function<double(std::mt19937_64 &)> logNormal = [](std::mt19937_64 &random) {
        const double radius = std::sqrt(-2 * std::log(drawn(random)));
        return 108 * std::exp(0.03 * radius * std::cos(6.283185307179586 * drawn(random)));
    };
    const std::function<double(std::mt19937_64 &)> withOutliers = [](std::mt19937_64 &random) {
        const bool isSlow = drawn(random) < 0.15;
        return 108 + drawn(random) - (isSlow ? 40 * std::log(drawn(random)) : 0);
    };
    for (const int rounds : {2, 3, 4, 5, 6, 7, 9}) {
        QTest::addRow("%d, log-normal", rounds) << rounds << logNormal;
        QTest::addRow("%d, with outliers", rounds) << rounds << withOutliers;
    }
}

/// The same strategy against itself: no difference in at least 9 of 10 comparisons.
void TestComparisonStatistics::aThingIsSeldomUnlikeItself()
{
    QFETCH(const int, rounds);
    using Draw = std::function<double(std::mt19937_64 &)>;
    QFETCH(const Draw, time);
    constexpr int comparisons = 2'000;
    std::mt19937_64 random(11);
    int alike = 0;
    for (int i = 0; i < comparisons; ++i) {
        Times one(static_cast<std::size_t>(rounds));
        Times other(one.size());
        for (Times *times : {&one, &other})
            std::generate(times->begin(), times->end(), [&] { return time(random); });
        alike += isNoDifference(ratioOf(one, other)) ? 1 : 0;
    }
    QVERIFY2(alike >= comparisons * 9 / 10, qPrintable(QString::number(alike)));
}

void TestComparisonStatistics::seesWhatIsThere()
{
    // Five rounds of 108 ms and of 118 ms, each within 3 %.
    QVERIFY(!isNoDifference(ratioOf({118, 116, 120, 117, 119}, {108, 106, 111, 107, 109})));
    // Fifty times as fast, in three rounds.
    const Estimate article = ratioOf({17'040, 17'060, 17'050}, {341, 343, 342});
    QVERIFY(!isNoDifference(article));
    QVERIFY(article.low > 45 && article.high < 55);
}

void TestComparisonStatistics::manyRoundsAreNoTrouble()
{
    // By the sign test 468 values are left out on each side of 999, and 468 of 1,000: with scipy.stats.binom,
    // binom.ppf(0.025, n, 0.5) - 1.
    for (const int size : {999, 1'000}) {
        Times many(static_cast<std::size_t>(size));
        std::iota(many.begin(), many.end(), 1.0);
        const Estimate ratio = ratioOf(many, Times(many.size(), 1.0));
        QVERIFY2(isNear(ratio.low, 469), qPrintable(QString::number(ratio.low, 'g', 12)));
        QVERIFY2(isNear(ratio.high, size - 468), qPrintable(QString::number(ratio.high, 'g', 12)));
    }
}

QTEST_APPLESS_MAIN(TestComparisonStatistics)
#include "tst_comparisonstatistics.moc"
