// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparisonstatistics.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

namespace fiftyfold {

namespace {

constexpr double tail = 0.025;
constexpr int mostDecimals = 5;
constexpr double negligible = 1e-15; // of which a thousand rounds have hundreds of thousands

/// The 97.5 % quantiles of Student's t with one to four degrees of freedom.
constexpr std::array<double, 4> studentQuantiles = {12.70620474, 4.30265273, 3.18244631, 2.77644511};
constexpr std::size_t mostByStudent = studentQuantiles.size() + 1;

/// So many, or more where a difference was seen and an end would look like 1.
int decimalsThatTell(const Estimate &ratio, int decimals)
{
    const auto looksLikeOne = [&decimals](double end) { return std::abs(end - 1) < 0.5 * std::pow(10, -decimals); };
    while (!isNoDifference(ratio) && decimals < mostDecimals && (looksLikeOne(ratio.low) || looksLikeOne(ratio.high)))
        ++decimals;
    return decimals;
}

double middleOf(const std::vector<double> &sorted)
{
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : std::midpoint(sorted[half - 1], sorted[half]);
}

/// The probability of so many successes in `tries`; `probability` of each is below 1.
double binomialShare(std::size_t tries, double probability, std::size_t successes)
{
    const auto n = static_cast<double>(tries);
    const auto k = static_cast<double>(successes);
    return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(probability) +
                    (n - k) * std::log1p(-probability));
}

/// The probability of `least` successes or more in `tries`.
double binomialUpperTail(std::size_t tries, double probability, std::size_t least)
{
    if (probability >= 1)
        return 1;
    double sum = 0;
    for (std::size_t k = least; k <= tries; ++k)
        sum += binomialShare(tries, probability, k);
    return std::min(sum, 1.0);
}

/// A value that the median of a resample can have, and in which share of all resamples it has it.
struct Chance {
    double value = 0;
    double share = 0;
};

/// Of a sample of odd size n: the median of a resample is at most the j-th value where more than half of its n draws
/// are, of which each is with probability j ÷ n.
std::vector<Chance> oddMedians(const std::vector<double> &sorted)
{
    const auto size = static_cast<double>(sorted.size());
    std::vector<Chance> chances;
    double before = 0;
    for (std::size_t j = 1; j <= sorted.size(); ++j) {
        const double upTo = binomialUpperTail(sorted.size(), static_cast<double>(j) / size, sorted.size() / 2 + 1);
        chances.push_back({sorted[j - 1], upTo - before});
        before = upTo;
    }
    return chances;
}

/// Of a sample of even size n = 2 m: the median is between the two in the middle, of which the lower is the i-th value
/// and the upper the j-th where m draws are at most the one, not all of them below it, and m at least the other, not
/// all of them above it. Where both are the same value, what is missing of the lower's share.
std::vector<Chance> evenMedians(const std::vector<double> &sorted)
{
    const std::size_t size = sorted.size();
    const std::size_t half = size / 2;
    const auto n = static_cast<double>(size);
    const auto m = static_cast<double>(half);
    const double logSplits = std::lgamma(n + 1) - 2 * std::lgamma(m + 1);
    // The logarithms of ((k + 1)^m - k^m) ÷ n^m.
    std::vector<double> steps(size);
    for (std::size_t k = 0; k < size; ++k) {
        const double next = static_cast<double>(k) + 1;
        steps[k] = m * std::log(next / n) + (k == 0 ? 0 : std::log1p(-std::pow(1 - 1 / next, m)));
    }
    std::vector<Chance> chances;
    double before = 0;
    for (std::size_t i = 1; i <= size; ++i) {
        const double upTo = binomialUpperTail(size, static_cast<double>(i) / n, half);
        double left = upTo - before;
        before = upTo;
        for (std::size_t j = i + 1; j <= size; ++j) {
            const double share = std::exp(logSplits + steps[i - 1] + steps[size - j]);
            left -= share;
            if (share > negligible)
                chances.push_back({std::midpoint(sorted[i - 1], sorted[j - 1]), share});
        }
        chances.push_back({sorted[i - 1], left});
    }
    std::sort(chances.begin(), chances.end(),
              [](const Chance &one, const Chance &other) { return one.value < other.value; });
    return chances;
}

/// The first value from which on more than the tail is reached.
template<typename Iterator>
double boundFrom(Iterator from, const Iterator &end)
{
    double sum = 0;
    for (; std::next(from) != end; ++from) {
        sum += from->share;
        if (sum > tail)
            break;
    }
    return from->value;
}

Estimate bootstrapped(const std::vector<double> &sorted)
{
    const std::vector<Chance> chances = sorted.size() % 2 == 1 ? oddMedians(sorted) : evenMedians(sorted);
    return {middleOf(sorted), boundFrom(chances.begin(), chances.end()), boundFrom(chances.rbegin(), chances.rend())};
}

/// How many values may be left out on each side, so that what remains holds the median in 95 of 100 samples.
std::size_t leftOutBySignTest(std::size_t size)
{
    std::size_t count = 0;
    for (double sum = binomialShare(size, 0.5, 0); sum <= tail; sum += binomialShare(size, 0.5, count))
        ++count;
    return count == 0 ? 0 : count - 1;
}

void widen(Estimate &estimate, double low, double high)
{
    estimate.low = std::min(estimate.low, low);
    estimate.high = std::max(estimate.high, high);
}

void widenBySignTest(Estimate &estimate, const std::vector<double> &sorted)
{
    const std::size_t leftOut = leftOutBySignTest(sorted.size());
    widen(estimate, sorted[leftOut], sorted[sorted.size() - 1 - leftOut]);
}

/// Student's interval of the mean of two to five values.
std::pair<double, double> studentInterval(const std::vector<double> &values)
{
    const auto size = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / size;
    const double squares = std::accumulate(values.begin(), values.end(), 0.0, [mean](double sum, double value) {
        return sum + (value - mean) * (value - mean);
    });
    const double reach = studentQuantiles[values.size() - 2] * std::sqrt(squares / (size - 1) / size);
    return {mean - reach, mean + reach};
}

} // namespace

Estimate medianOf(std::vector<double> sample)
{
    if (sample.empty())
        return {};
    std::sort(sample.begin(), sample.end());
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
    std::sort(logarithms.begin(), logarithms.end());
    Estimate estimate = bootstrapped(logarithms);
    if (logarithms.size() > mostByStudent) {
        widenBySignTest(estimate, logarithms);
    } else if (logarithms.size() >= 2) {
        const auto [low, high] = studentInterval(logarithms);
        widen(estimate, low, high);
    }
    return {std::exp(estimate.value), std::exp(estimate.low), std::exp(estimate.high)};
}

bool isNoDifference(const Estimate &ratio)
{
    return ratio.low <= 1 && 1 <= ratio.high;
}

int decimalsOf(double ratio)
{
    double limit = 99.95;
    int decimals = 0;
    for (; decimals < mostDecimals && ratio < limit; limit /= 10)
        ++decimals;
    return decimals;
}

int decimalsOf(const Estimate &ratio)
{
    return decimalsThatTell(ratio, decimalsOf(ratio.value));
}

std::pair<QString, QString> ratioEnds(const Estimate &ratio, const QLocale &locale)
{
    const int decimals = decimalsThatTell(ratio, decimalsOf(ratio.high));
    const auto text = [decimals, &locale](double end) {
        constexpr double great = 1'000;
        int shown = decimals;
        while (end < std::pow(10, -shown) && shown < mostDecimals)
            ++shown;
        if (const double least = std::pow(10, -shown); end < least)
            return QLatin1Char('<') + locale.toString(least, 'f', shown);
        if (end < great)
            return locale.toString(end, 'f', shown);
        const double unit = std::pow(10, std::floor(std::log10(end)) - 2);
        return locale.toString(std::round(end / unit) * unit, 'f', 0);
    };
    return {text(ratio.low), text(ratio.high)};
}

} // namespace fiftyfold
