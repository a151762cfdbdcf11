// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/statistics.h"

#include "core/text/numberlocale.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace fiftyfold {

namespace {

constexpr double bucketsPerE = 100; // buckets are 1 % wide: 100 to each factor of e

} // namespace

Distribution unstatedDistribution(quint32 count)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    return {none, none, none, none, none, none, none, none, count};
}

bool hasCount(const Distribution &figures)
{
    return figures.count != unstatedCount;
}

bool isStated(double figure)
{
    return !std::isnan(figure);
}

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

    const std::vector<double> percentiles = percentilesOf(durations, {0.50, 0.90, 0.95, 0.99, 0.999});
    result.p50 = percentiles[0];
    result.p90 = percentiles[1];
    result.p95 = percentiles[2];
    result.p99 = percentiles[3];
    result.p999 = percentiles[4];
    return result;
}

std::vector<double> percentilesOf(std::vector<qint64> &durations, const std::vector<double> &fractions)
{
    // A whole sort would cost several times as much, and of a million requests a good part of a second.
    std::vector<double> percentiles;
    percentiles.reserve(fractions.size());
    auto from = durations.begin();
    for (const double fraction : fractions) {
        const double position = fraction * static_cast<double>(durations.size() - 1);
        const auto below = static_cast<qint64>(position);
        const auto nth = durations.begin() + below;
        std::nth_element(from, nth, durations.end());
        from = nth; // the next fraction is a larger one
        const auto low = static_cast<double>(*nth);
        const auto next = std::min_element(nth + 1, durations.end());
        const double high = next == durations.end() ? low : static_cast<double>(*next);
        percentiles.push_back(low + (high - low) * (position - static_cast<double>(below)));
    }
    return percentiles;
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

quint32 leastCountFor(double fraction)
{
    constexpr double rounding = 1e-6; // 1 - 0.95 is a little more than 0.05
    return static_cast<quint32>(std::ceil(1.0 / (1.0 - fraction) - rounding));
}

bool isUnderSampled(double fraction, quint32 count)
{
    return count < leastCountFor(fraction);
}

QString underSampledText()
{
    const auto least = [](double fraction) { return recordLocale().toString(leastCountFor(fraction)); };
    return QStringLiteral("too few requests for this percentile: p90 needs %1, p95 %2, p99 %3, p99.9 %4.")
        .arg(least(0.9), least(0.95), least(0.99), least(0.999));
}

std::size_t LiveHistogram::bucketOf(qint64 nanoseconds)
{
    const auto positive = static_cast<double>(std::max<qint64>(nanoseconds, 1));
    return std::min(static_cast<std::size_t>(std::log(positive) * bucketsPerE), bucketCount - 1);
}

double LiveHistogram::edgeOf(std::size_t bucket)
{
    return std::exp(static_cast<double>(bucket) / bucketsPerE);
}

void LiveHistogram::add(qint64 nanoseconds, quint32 count)
{
    m_buckets[bucketOf(nanoseconds)] += count;
    m_max = std::max(m_max, nanoseconds);
    m_count += count;
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
