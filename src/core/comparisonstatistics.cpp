// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparisonstatistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace fiftyfold {

namespace {

constexpr std::size_t enumeratedSizes = 6; // 6 to the 6th are 46,656 resamples
constexpr std::size_t drawnResamples = 10'000;
constexpr quint64 seed = 50;
constexpr double tail = 0.025;

/// The 97.5 % quantiles of Student's t with one, two and three degrees of freedom.
constexpr std::array<double, 3> studentQuantiles = {12.70620474, 4.30265273, 3.18244631};

/// Changes the order of its argument, which is not empty.
double middleOf(std::vector<double> &values)
{
    const auto middle = values.begin() + static_cast<qint64>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return std::midpoint(*std::max_element(values.begin(), middle), *middle);
}

/// From 0 to below `limit`, each as likely. Not std::uniform_int_distribution, which draws differently in each library.
std::size_t drawBelow(std::size_t limit, std::mt19937_64 &random)
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    const quint64 unbiased = most - most % limit;
    quint64 drawn = random();
    while (drawn >= unbiased)
        drawn = random();
    return static_cast<std::size_t>(drawn % limit);
}

/// Steps to the next of all resamples; false after the last.
bool advance(std::vector<std::size_t> &choice)
{
    for (std::size_t &place : choice) {
        if (++place < choice.size())
            return true;
        place = 0;
    }
    return false;
}

std::vector<double> resampledMedians(const std::vector<double> &sample)
{
    std::vector<double> medians;
    std::vector<double> resample(sample.size());
    std::vector<std::size_t> choice(sample.size(), 0);
    const auto take = [&] {
        std::transform(choice.begin(), choice.end(), resample.begin(),
                       [&sample](std::size_t place) { return sample[place]; });
        medians.push_back(middleOf(resample));
    };
    if (sample.size() <= enumeratedSizes) {
        do {
            take();
        } while (advance(choice));
        return medians;
    }
    std::mt19937_64 random(seed);
    medians.reserve(drawnResamples);
    while (medians.size() < drawnResamples) {
        std::generate(choice.begin(), choice.end(), [&] { return drawBelow(sample.size(), random); });
        take();
    }
    return medians;
}

Estimate bootstrapped(std::vector<double> sample)
{
    if (sample.empty())
        return {};
    std::vector<double> medians = resampledMedians(sample);
    std::sort(medians.begin(), medians.end());
    // As many are left out above as below, so that a mirrored sample has the mirrored interval.
    const auto leftOut = static_cast<std::size_t>(tail * static_cast<double>(medians.size()));
    return {middleOf(sample), medians[leftOut], medians[medians.size() - 1 - leftOut]};
}

/// How many values may be left out on each side, so that what remains holds the median in 95 of 100 samples.
std::size_t leftOutBySignTest(std::size_t size)
{
    const auto log = [](std::size_t count) { return std::log(static_cast<double>(count)); };
    double logProbability = -static_cast<double>(size) * std::log(2.0); // of no value below the median
    double sum = std::exp(logProbability);
    std::size_t count = 0;
    while (sum <= tail) {
        ++count;
        logProbability += log(size - count + 1) - log(count);
        sum += std::exp(logProbability);
    }
    return count == 0 ? 0 : count - 1;
}

void widen(Estimate &estimate, double low, double high)
{
    estimate.low = std::min(estimate.low, low);
    estimate.high = std::max(estimate.high, high);
}

void widenByStudent(Estimate &estimate, const std::vector<double> &sample)
{
    const auto size = static_cast<double>(sample.size());
    const double mean = std::accumulate(sample.begin(), sample.end(), 0.0) / size;
    const double squares = std::accumulate(sample.begin(), sample.end(), 0.0, [mean](double sum, double value) {
        return sum + (value - mean) * (value - mean);
    });
    const double reach = studentQuantiles[sample.size() - 2] * std::sqrt(squares / (size - 1) / size);
    widen(estimate, mean - reach, mean + reach);
}

void widenBySignTest(Estimate &estimate, std::vector<double> sample)
{
    std::sort(sample.begin(), sample.end());
    const std::size_t leftOut = leftOutBySignTest(sample.size());
    widen(estimate, sample[leftOut], sample[sample.size() - 1 - leftOut]);
}

} // namespace

Estimate medianOf(const std::vector<double> &sample)
{
    return bootstrapped(sample);
}

Estimate ratioOf(const std::vector<double> &baseline, const std::vector<double> &other)
{
    std::vector<double> logarithms;
    for (std::size_t round = 0; round < std::min(baseline.size(), other.size()); ++round) {
        if (baseline[round] > 0 && other[round] > 0)
            logarithms.push_back(std::log(baseline[round] / other[round]));
    }
    if (logarithms.empty())
        return {};
    Estimate estimate = bootstrapped(logarithms);
    if (logarithms.size() >= 2 && logarithms.size() - 2 < studentQuantiles.size())
        widenByStudent(estimate, logarithms);
    else
        widenBySignTest(estimate, logarithms);
    return {std::exp(estimate.value), std::exp(estimate.low), std::exp(estimate.high)};
}

bool isNoDifference(const Estimate &ratio)
{
    return ratio.low <= 1 && 1 <= ratio.high;
}

} // namespace fiftyfold
