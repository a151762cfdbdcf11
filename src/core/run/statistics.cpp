// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fiftyfold {

namespace {

constexpr double bucketsPerE = 100; // buckets are 1 % wide: 100 to each factor of e

} // namespace

Distribution distributionOf(std::vector<qint64> &durations)
{
    Distribution result;
    if (durations.empty())
        return result;
    const double sum = std::accumulate(durations.begin(), durations.end(), 0.0,
                                       [](double total, qint64 one) { return total + static_cast<double>(one); });
    const auto [least, most] = std::minmax_element(durations.begin(), durations.end());
    result.count = static_cast<quint32>(durations.size());
    result.min = static_cast<double>(*least);
    result.max = static_cast<double>(*most);
    result.mean = sum / static_cast<double>(durations.size());

    // A whole sort would cost several times as much, and of a million requests a good part of a second.
    auto from = durations.begin();
    const auto quantile = [&durations, &from](double fraction) {
        const double position = fraction * static_cast<double>(durations.size() - 1);
        const auto below = static_cast<qint64>(position);
        const auto nth = durations.begin() + below;
        std::nth_element(from, nth, durations.end());
        from = nth; // the next fraction is a larger one
        const auto low = static_cast<double>(*nth);
        const auto next = std::min_element(nth + 1, durations.end());
        const double high = next == durations.end() ? low : static_cast<double>(*next);
        return low + (high - low) * (position - static_cast<double>(below));
    };
    result.p50 = quantile(0.50);
    result.p90 = quantile(0.90);
    result.p95 = quantile(0.95);
    result.p99 = quantile(0.99);
    result.p999 = quantile(0.999);
    return result;
}

quint32 mostAtATime(std::vector<qint64> &begins, std::vector<qint64> &ends)
{
    std::sort(begins.begin(), begins.end());
    std::sort(ends.begin(), ends.end());
    std::size_t most = 0;
    std::size_t ended = 0;
    for (std::size_t begun = 0; begun < begins.size(); ++begun) {
        while (ended < begun && ends[ended] <= begins[begun])
            ++ended;
        most = std::max(most, begun + 1 - ended);
    }
    return static_cast<quint32>(most);
}

bool isUnderSampled(double fraction, quint32 count)
{
    constexpr double rounding = 1e-9; // 1 - 0.95 is a little more than 0.05
    return static_cast<double>(count) * (1.0 - fraction) < 1.0 - rounding;
}

void LiveHistogram::add(qint64 nanoseconds)
{
    const qint64 positive = std::max<qint64>(nanoseconds, 1);
    const auto bucket = static_cast<std::size_t>(std::log(static_cast<double>(positive)) * bucketsPerE);
    ++m_buckets[std::min(bucket, bucketCount - 1)];
    m_max = std::max(m_max, nanoseconds);
    ++m_count;
}

qint64 LiveHistogram::quantile(double fraction) const
{
    if (m_count == 0)
        return 0;
    const double rank = fraction * static_cast<double>(m_count);
    double seen = 0;
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket) {
        seen += m_buckets[bucket];
        if (seen >= rank && seen > 0)
            return std::min(m_max, std::llround(std::exp((static_cast<double>(bucket) + 0.5) / bucketsPerE)));
    }
    return m_max;
}

} // namespace fiftyfold
