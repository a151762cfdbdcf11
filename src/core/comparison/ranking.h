// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonfigures.h"

#include <optional>
#include <vector>

namespace fiftyfold {

/// Two are called equal only where the interval of their ratio lies within a tenth of 1: nobody chooses by less, as the
/// same run on the same machine differs by as much from one day to the next. That no difference was seen is not enough:
/// with few rounds none is seen between anything.
inline constexpr double equalWithin = 0.10;

/// Whether a ratio's interval, of two rounds or more, excludes a difference that matters.
bool isEqual(const Estimate &ratio);

/// An entry that can be ranked.
struct Contender {
    const MeasuredEntry *entry = nullptr;
    MeasuredTimes times;
};
using Contenders = std::vector<Contender>;

/// Who is fast, in the order of the ratios to the baseline, so that it says nothing else than their table.
struct Ranking {
    Contenders fastest; ///< The fastest, and all that are equal to it and each other.
    Contenders unclear; ///< No difference from the fastest was seen, and it is not shown that there is none.
    Contenders slower;  ///< Than one of the fastest, the slowest last.
    /// Who got another page than these, and whom that was held against; the first three are empty where all did.
    Contenders incomparable;
    std::optional<Contender> reference;
};

/// Those that got the baseline's page are ranked; where nobody did, the first that another one shares its page with.
/// Nothing is while one that could be has fewer than two whole rounds. `baseline` may be one that can't be ranked, or
/// null.
std::optional<Ranking> rankingOf(const std::vector<const MeasuredEntry *> &entries, const MeasuredEntry *baseline);

/// Who takes how much processor time a request.
struct CostRanking {
    Contender cheapest;
    Contenders same;         ///< No difference from the cheapest was seen.
    bool isSameEqual = true; ///< And all of these are equal to it.
    /// Who takes most of those that are dearer than the cheapest, and how many times as much.
    std::optional<Contender> dearest;
    Estimate mostTimes;
};

/// Nothing of fewer than two, or where it was not measured of one.
std::optional<CostRanking> costRankingOf(const Contenders &contenders);

/// Microseconds a request, the median; 0 where it was not measured.
double medianCpuUs(const Contender &contender);

} // namespace fiftyfold
