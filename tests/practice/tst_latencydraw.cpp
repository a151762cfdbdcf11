// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/latencydraw.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

using namespace fiftyfold::practice;
using namespace std::chrono_literals;

using Share = std::function<double(double)>;
Q_DECLARE_METATYPE(Share)

/// Each row draws the same numbers every time: the generator has its usual seed, as it has when the server starts.
class TestLatencyDraw : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOfItsDistribution_data();
    void isOfItsDistribution();
    void hasTheQuantilesThatTheHelpTells();
    void staysWithinTheLimit();
    void isAlwaysTheSameWithoutSpread();
    void isNeverBelowZero();
};

namespace {

constexpr std::size_t count = 20'000;

ReplyPlan planOf(Distribution distribution, std::chrono::nanoseconds latency, std::chrono::nanoseconds jitter = {})
{
    ReplyPlan plan;
    plan.distribution = distribution;
    plan.latency = latency;
    plan.jitter = jitter;
    return plan;
}

/// In order, as parts of the mean.
std::vector<double> drawn(const ReplyPlan &plan)
{
    std::mt19937_64 random;
    std::vector<double> values(count);
    for (double &value : values)
        value = static_cast<double>(drawnLatency(plan, random).count()) / static_cast<double>(plan.latency.count());
    std::sort(values.begin(), values.end());
    return values;
}

/// The share of a normal distribution below a number of standard deviations.
double normalShare(double deviations)
{
    return std::erfc(-deviations / std::sqrt(2.0)) / 2;
}

/// Of a lognormal distribution with the mean 1.
Share lognormalShare(double sigma)
{
    return [sigma](double x) { return normalShare((std::log(x) + sigma * sigma / 2) / sigma); };
}

double meanOf(const std::vector<double> &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double deviationOf(const std::vector<double> &values)
{
    const double mean = meanOf(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return std::sqrt(sum / static_cast<double>(values.size()));
}

double quantileOf(const std::vector<double> &ordered, double share)
{
    return ordered[static_cast<std::size_t>(share * static_cast<double>(ordered.size()))];
}

} // namespace

void TestLatencyDraw::isOfItsDistribution_data()
{
    QTest::addColumn<int>("distribution");
    QTest::addColumn<int>("latencyUs");
    QTest::addColumn<int>("jitterUs");
    QTest::addColumn<double>("deviation");
    QTest::addColumn<Share>("share");
    const auto row = [](const char *name, Distribution distribution, int latencyUs, int jitterUs, double deviation,
                        const Share &share) {
        QTest::newRow(name) << int(distribution) << latencyUs << jitterUs << deviation << share;
    };
    const auto exponential = [](double x) { return 1 - std::exp(-x); };
    row("exponential", Distribution::Exponential, 100'000, 0, 1, exponential);
    row("exponential, short", Distribution::Exponential, 50, 0, 1, exponential);
    row("exponential, the longest", Distribution::Exponential, 120'000'000, 0, 1, exponential);
    row("lognormal", Distribution::Lognormal, 100'000, 0, std::sqrt(std::expm1(0.25)), lognormalShare(0.5));
    row("lognormal, wide", Distribution::Lognormal, 100'000, 100'000, 1, lognormalShare(std::sqrt(std::log(2.0))));
    row("lognormal, narrow", Distribution::Lognormal, 100'000, 5'000, 0.05,
        lognormalShare(std::sqrt(std::log1p(0.0025))));
    row("uniform", Distribution::Uniform, 100'000, 40'000, 0.4 / std::sqrt(3.0),
        [](double x) { return std::clamp((x - 0.6) / 0.8, 0.0, 1.0); });
}

/// Kolmogorov and Smirnov's test: the greatest distance between the share drawn and the one there should be. 1.63
/// over the root of the count is exceeded once in a hundred samples, whatever the distribution.
void TestLatencyDraw::isOfItsDistribution()
{
    QFETCH(const int, distribution);
    QFETCH(const int, latencyUs);
    QFETCH(const int, jitterUs);
    QFETCH(const double, deviation);
    QFETCH(const Share, share);
    const auto values = drawn(planOf(Distribution(distribution), latencyUs * 1us, jitterUs * 1us));
    constexpr auto number = static_cast<double>(count);
    double distance = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double there = share(values[i]);
        distance = std::max({distance, there - double(i) / number, double(i + 1) / number - there});
    }
    QVERIFY2(distance < 1.63 / std::sqrt(number), qPrintable(QString::number(distance)));
    const double mean = meanOf(values);
    QVERIFY2(std::abs(mean - 1) < 3 * deviation / std::sqrt(number), qPrintable(QString::number(mean)));
    const double drawnDeviation = deviationOf(values);
    QVERIFY2(std::abs(drawnDeviation / deviation - 1) < 0.05, qPrintable(QString::number(drawnDeviation)));
}

void TestLatencyDraw::hasTheQuantilesThatTheHelpTells()
{
    const auto values = drawn(planOf(Distribution::Lognormal, 100ms));
    QVERIFY2(std::abs(quantileOf(values, 0.5) - 0.88) < 0.02, qPrintable(QString::number(quantileOf(values, 0.5))));
    QVERIFY2(std::abs(quantileOf(values, 0.95) - 2.0) < 0.06, qPrintable(QString::number(quantileOf(values, 0.95))));
    QVERIFY2(std::abs(quantileOf(values, 0.99) - 2.8) < 0.15, qPrintable(QString::number(quantileOf(values, 0.99))));
}

void TestLatencyDraw::staysWithinTheLimit()
{
    std::mt19937_64 random;
    for (const Distribution distribution : {Distribution::Exponential, Distribution::Lognormal}) {
        int atLimit = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto latency = drawnLatency(planOf(distribution, 1h), random); // beyond what a query may ask
            QVERIFY(latency >= 0ns && latency <= latencyLimit);
            atLimit += latency == latencyLimit ? 1 : 0;
        }
        QVERIFY(atLimit > 0);
    }
}

void TestLatencyDraw::isAlwaysTheSameWithoutSpread()
{
    std::mt19937_64 random;
    for (int i = 0; i < 10; ++i)
        QCOMPARE(drawnLatency(planOf(Distribution::Uniform, 7ms), random), std::chrono::nanoseconds(7ms));
    QCOMPARE(random(), std::mt19937_64()()); // and costs no number
}

void TestLatencyDraw::isNeverBelowZero()
{
    const auto values = drawn(planOf(Distribution::Uniform, 1ms, 5ms));
    QCOMPARE(values.front(), 0.0);
    QVERIFY(values.back() > 5.9 && values.back() <= 6);
}

QTEST_GUILESS_MAIN(TestLatencyDraw)
#include "tst_latencydraw.moc"
