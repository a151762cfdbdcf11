// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/runbatches.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fiftyfold {

namespace {

constexpr double normalQuantile = 1.959964; // of the normal distribution, at 97.5 %
constexpr double tailOutside = 0.025;

double meanOf(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Of one with the next; 0 where they are all the same.
double correlationOf(const std::vector<double> &values)
{
    const double mean = meanOf(values);
    double products = 0;
    double squares = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        squares += (values[i] - mean) * (values[i] - mean);
        if (i > 0)
            products += (values[i - 1] - mean) * (values[i] - mean);
    }
    return squares > 0 ? products / squares : 0;
}

double worthOf(std::size_t count, double correlation)
{
    const double positive = std::clamp(correlation, 0.0, 0.999);
    return static_cast<double>(count) * (1 - positive) / (1 + positive);
}

/// Their places in order of size, so that one far away does not hide how the others go together.
std::vector<double> ranksOf(const std::vector<double> &values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(),
              [&values](std::size_t one, std::size_t other) { return values[one] < values[other]; });
    std::vector<double> ranks(values.size());
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        while (to + 1 < order.size() && values[order[to + 1]] == values[order[from]])
            ++to;
        for (std::size_t i = from; i <= to; ++i)
            ranks[order[i]] = static_cast<double>(from + to) / 2;
        from = to + 1;
    }
    return ranks;
}

double middleOfBatch(std::vector<double> batch)
{
    const auto half = batch.begin() + static_cast<std::ptrdiff_t>(batch.size() / 2);
    std::nth_element(batch.begin(), half, batch.end());
    return batch.size() % 2 == 1 ? *half : std::midpoint(*half, *std::max_element(batch.begin(), half));
}

double batchFigureOf(const std::vector<double> &batch, BatchFigure figure)
{
    switch (figure) {
    case BatchFigure::Median:
        return middleOfBatch(batch);
    case BatchFigure::Mean:
        return meanOf(batch);
    case BatchFigure::Sum:
        break;
    }
    return std::accumulate(batch.begin(), batch.end(), 0.0);
}

/// So many batches, as much of a size as there can be.
std::vector<double> cut(const std::vector<double> &inOrder, std::size_t count, BatchFigure figure)
{
    std::vector<double> figures;
    const auto at = [&inOrder, count](std::size_t batch) {
        return inOrder.begin() + static_cast<std::ptrdiff_t>(batch * inOrder.size() / count);
    };
    for (std::size_t batch = 0; batch < count; ++batch)
        figures.push_back(batchFigureOf({at(batch), at(batch + 1)}, figure));
    return figures;
}

std::size_t mostBatchesOf(std::size_t count, std::size_t leastSize)
{
    return std::min(mostBatches, count / leastSize);
}

/// How many independent requests these are worth, by how one goes with the next. A correlation that may be chance is
/// none.
double worthOfRequests(const std::vector<double> &inOrder)
{
    const double correlation = correlationOf(ranksOf(inOrder));
    const bool isChance = correlation < 2 / std::sqrt(static_cast<double>(inOrder.size()));
    return worthOf(inOrder.size(), isChance ? 0 : correlation);
}

/// The same by how many are beyond `value` in each batch: how many times their variance is that of values that know
/// nothing of each other. Only where enough are, so that batches tell.
double worthOfThoseBeyond(const std::vector<double> &inOrder, double value, double fraction)
{
    constexpr double leastBeyond = 2; // in a batch
    const auto size = static_cast<double>(inOrder.size());
    const double beyondInAll = size * std::min(fraction, 1 - fraction);
    const std::size_t count = std::min(mostBatches, static_cast<std::size_t>(beyondInAll / leastBeyond));
    if (count < leastBatches)
        return size;
    std::vector<double> beyond(inOrder.size());
    std::transform(inOrder.begin(), inOrder.end(), beyond.begin(),
                   [value](double one) { return one > value ? 1.0 : 0.0; });
    const std::vector<double> shares = cut(beyond, count, BatchFigure::Mean);
    const double mean = meanOf(shares);
    const double squares = std::accumulate(shares.begin(), shares.end(), 0.0, [mean](double sum, double share) {
        return sum + (share - mean) * (share - mean);
    });
    const double variance = squares / static_cast<double>(count - 1);
    const double usual = fraction * (1 - fraction) * static_cast<double>(count) / size;
    const double share = worthOf(count, correlationOf(shares)) / static_cast<double>(count);
    return size / std::max(1.0, variance / usual) * share;
}

} // namespace

std::optional<RunBatches> batchesOf(const std::vector<double> &inOrder, BatchFigure figure, std::size_t leastSize)
{
    std::size_t count = mostBatchesOf(inOrder.size(), std::max(leastSize, leastBatchSize));
    if (count < leastBatches)
        return std::nullopt;
    RunBatches batches{cut(inOrder, count, figure)};
    double correlation = correlationOf(batches.values);
    while (correlation >= 2 / std::sqrt(static_cast<double>(count)) && count / 2 >= leastBatches) {
        count /= 2;
        batches.values = cut(inOrder, count, figure);
        correlation = correlationOf(batches.values);
    }
    batches.worth = worthOf(count, correlation);
    if (figure != BatchFigure::Sum) // what sums are of are no times of requests
        batches.worth = std::min(batches.worth, worthOfRequests(inOrder));
    return batches;
}

RatioOfRuns ratioOf(const RunBatches &baseline, const RunBatches &other)
{
    std::vector<double> shifts;
    shifts.reserve(baseline.values.size() * other.values.size());
    for (const double one : baseline.values) {
        for (const double another : other.values)
            shifts.push_back(std::log(another / one));
    }
    std::sort(shifts.begin(), shifts.end());
    const std::size_t count = shifts.size();
    const std::size_t half = count / 2;
    RatioOfRuns result;
    const double middle = count % 2 == 1 ? shifts[half] : std::midpoint(shifts[half - 1], shifts[half]);
    const double deviation =
        std::sqrt((1 / baseline.worth + 1 / other.worth + 1 / (baseline.worth * other.worth)) / 12);
    const double rank = std::floor(static_cast<double>(count) * (0.5 - normalQuantile * deviation));
    result.hasInterval = rank >= 1;
    result.ratio = {std::exp(middle), std::exp(middle), std::exp(middle)};
    if (result.hasInterval) {
        const auto leftOut = static_cast<std::size_t>(rank) - 1;
        result.ratio.low = std::exp(shifts[leftOut]);
        result.ratio.high = std::exp(shifts[count - 1 - leftOut]);
    }
    return result;
}

PercentileOfRun percentileOf(const std::vector<double> &inOrder, double fraction)
{
    std::vector<double> sorted = inOrder;
    std::sort(sorted.begin(), sorted.end());
    const auto count = static_cast<double>(sorted.size());
    const double position = fraction * (count - 1);
    const auto below = static_cast<std::size_t>(position);
    const double low = sorted[below];
    const double high = sorted[std::min(below + 1, sorted.size() - 1)];
    PercentileOfRun result;
    const double value = low + (high - low) * (position - static_cast<double>(below));
    result.value = {value, value, value};
    const double worth = std::min(worthOfRequests(inOrder), worthOfThoseBeyond(inOrder, value, fraction));
    result.hasInterval = std::pow(fraction, worth) <= tailOutside && std::pow(1 - fraction, worth) <= tailOutside;
    if (!result.hasInterval)
        return result;
    const double reach = normalQuantile * std::sqrt(fraction * (1 - fraction) / worth);
    const auto ranked = [&sorted, count](double rank) {
        return sorted[static_cast<std::size_t>(std::clamp(rank, 1.0, count)) - 1];
    };
    result.value.low = ranked(std::floor(count * (fraction - reach)));
    result.value.high = ranked(std::ceil(count * (fraction + reach)));
    return result;
}

RatioOfRuns ratioOf(const PercentileOfRun &baseline, const PercentileOfRun &other)
{
    const double shift = std::log(other.value.value / baseline.value.value);
    RatioOfRuns result{{std::exp(shift), std::exp(shift), std::exp(shift)}, baseline.hasInterval && other.hasInterval};
    if (!result.hasInterval)
        return result;
    const auto distance = [](double one, double another) { return std::log(one / another); };
    const Estimate &a = baseline.value;
    const Estimate &b = other.value;
    result.ratio.low = std::exp(shift - std::hypot(distance(b.value, b.low), distance(a.high, a.value)));
    result.ratio.high = std::exp(shift + std::hypot(distance(b.high, b.value), distance(a.value, a.low)));
    return result;
}

} // namespace fiftyfold
