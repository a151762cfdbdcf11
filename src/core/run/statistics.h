// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

#include <array>
#include <limits>
#include <vector>

namespace fiftyfold {

/// The count of a distribution of which a file does not tell it. No percentile is under-sampled by it.
inline constexpr quint32 unstatedCount = std::numeric_limits<quint32>::max();

/// Of a set of durations in nanoseconds. Percentiles interpolate linearly between order statistics
/// (definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996).
struct Distribution {
    double min = 0;
    double mean = 0;
    double p50 = 0;
    double p90 = 0;
    double p95 = 0;
    double p99 = 0;
    double p999 = 0;
    double max = 0;
    quint32 count = 0; ///< With 0 the other figures mean nothing.
};

/// Figures that another program's file states: each is NaN, not stated, until it is set.
Distribution unstatedDistribution(quint32 count);

/// Whether a figure is known. All are of a distribution that was made of durations.
bool isStated(double figure);
bool hasCount(const Distribution &figures);

/// Changes the order of its argument.
Distribution distributionOf(std::vector<qint64> &durations);

/// The percentiles of a Distribution at `fractions`, 0 to 1, which only grow. Changes the order of its first argument,
/// which is not empty.
std::vector<double> percentilesOf(std::vector<qint64> &durations, const std::vector<double> &fractions);

/// The least count that supports a percentile: at least one sample beyond it. 100 for p99, 20 for p95, 10 for p90,
/// 1,000 for p99.9. Of a fraction below 1.
quint32 leastCountFor(double fraction);
bool isUnderSampled(double fraction, quint32 count);
/// What the mark at such a percentile means, in English: "too few requests for this percentile: p90 needs 10, …".
QString underSampledText();

/// The most intervals that hold a moment at one time, of their beginnings and ends, which it sorts. One that ends as
/// another begins makes room for it.
quint32 mostAtATime(std::vector<qint64> &begins, std::vector<qint64> &ends);

/// Percentiles while a run goes on: logarithmic buckets, 1 % wide, so that a million requests cost nothing to show.
class LiveHistogram
{
public:
    static constexpr std::size_t bucketCount = 3600; ///< Covers 1 ns to over 78 hours.
    static std::size_t bucketOf(qint64 nanoseconds);
    /// Where a bucket begins, in nanoseconds; the one before it ends there.
    static double edgeOf(std::size_t bucket);

    void add(qint64 nanoseconds, quint32 count = 1);
    /// Within 1 % of the true value; 0 while empty.
    qint64 quantile(double fraction) const;
    qint64 max() const { return m_max; }
    quint32 count() const { return m_count; }
    const std::array<quint32, bucketCount> &buckets() const { return m_buckets; }

private:
    std::array<quint32, bucketCount> m_buckets{};
    qint64 m_max = 0;
    quint32 m_count = 0;
};

} // namespace fiftyfold
