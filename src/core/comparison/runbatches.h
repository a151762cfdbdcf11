// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonstatistics.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace fiftyfold {

// How two runs are held against each other. Their rounds are not there to be paired, and within a run one slow patch
// hits many requests, so a request is not the unit: a batch of them is, one after the other in time.

inline constexpr std::size_t leastBatches = 20;
inline constexpr std::size_t mostBatches = 40;
/// With fewer, the shares of time that depend on one another can't be told: simulated runs with themselves then differ
/// in more than 1 of 10.
inline constexpr std::size_t leastBatchSize = 5;
inline constexpr std::size_t leastRequests = leastBatches * leastBatchSize;

/// A figure of each batch of a run.
struct RunBatches {
    std::vector<double> values;
    /// How many independent ones they are worth: less than there are where batches, or the requests in them, depend on
    /// the one before, n · (1 − ρ) ÷ (1 + ρ) with the correlation ρ at lag 1.
    double worth = 0;
};

enum class BatchFigure : quint8 { Median, Mean, Sum };

/// Of values in order of time. Batches double until the correlation of one with the next is below 2 ÷ √(their number),
/// or there would be fewer than leastBatches of them. None of fewer values than leastRequests, or where a batch of
/// `leastSize` would leave fewer than leastBatches.
std::optional<RunBatches> batchesOf(const std::vector<double> &inOrder, BatchFigure figure,
                                    std::size_t leastSize = leastBatchSize);

/// How many times as large the values of `other` are, in samples that are not paired: the Hodges–Lehmann shift of the
/// logarithms, with the interval at 95 % that the Mann–Whitney statistic gives it (Hollander, Wolfe and Chicken,
/// "Nonparametric Statistical Methods", 4.2 and 4.3), as wide as what batches are worth makes it. Values are above 0.
struct RatioOfRuns {
    Estimate ratio;
    bool hasInterval = false; ///< Not where they are worth too little for one.
};
RatioOfRuns ratioOf(const RunBatches &baseline, const RunBatches &other);

/// A percentile of a run with the order statistics between which it lies, by ranks of the binomial,
/// n · p ± 1.96 · √(n · p · (1 − p)). The count is what the values are worth: those beyond a percentile come together.
struct PercentileOfRun {
    Estimate value;
    bool hasInterval = false; ///< Too few values have none: p99 needs 368, as 0.99^368 is below 0.025.
};
/// Of values in order of time, which are not empty. `fraction` 0 to 1.
PercentileOfRun percentileOf(const std::vector<double> &inOrder, double fraction);

/// How many times as large `other` is: the intervals of both, in logarithms, are joined by the method of variance
/// estimates recovery (Donner and Zou 2012). Values are above 0.
RatioOfRuns ratioOf(const PercentileOfRun &baseline, const PercentileOfRun &other);

} // namespace fiftyfold
