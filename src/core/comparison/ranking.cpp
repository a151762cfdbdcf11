// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/ranking.h"

#include <algorithm>
#include <iterator>

namespace fiftyfold {

namespace {

/// How many times as fast as the other.
Estimate speedOf(const Contender &one, const Contender &other)
{
    return ratioOf(other.times.elapsedMs, one.times.elapsedMs);
}

/// How many times as much as the other takes; nothing where too little was measured for an interval.
std::optional<Estimate> costAgainst(const Contender &one, const Contender &other)
{
    const std::optional<CostFigures> cost = figuresOf(one.times, &other.times).cost;
    return cost && cost->cpuPairs >= 2 ? cost->cpuRatio : std::nullopt;
}

/// Makes one the first that none is seen to be better than, as far as there is such a one: medians may be in another
/// order than the ratios within rounds.
template<typename IsBetter>
void bringBestForward(Contenders &contenders, IsBetter &&isBetter)
{
    for (std::size_t tries = 0; tries < contenders.size(); ++tries) {
        const auto better = std::find_if(std::next(contenders.begin()), contenders.end(),
                                         [&](const Contender &one) { return isBetter(one, contenders.front()); });
        if (better == contenders.end())
            return;
        std::rotate(contenders.begin(), better, std::next(better));
    }
}

/// Nothing where one has too few rounds.
std::optional<Contenders> contendersOf(const std::vector<const MeasuredEntry *> &entries)
{
    Contenders contenders;
    for (const MeasuredEntry *entry : entries) {
        if (!entry->unavailable.isEmpty() || !entry->problem.isEmpty())
            continue;
        Contender contender{entry, {entry->wholeMs(), pageOf(*entry), entry->wholeCosts()}};
        if (contender.times.elapsedMs.size() < 2)
            return std::nullopt;
        contenders.push_back(std::move(contender));
    }
    return contenders;
}

bool isSamePage(const Contender &one, const Contender &other)
{
    return pageDifference(one.times.page, other.times.page).isEmpty();
}

/// Whose page the others are held against: the baseline's, unless it is the only one with it.
Contender referenceOf(const Contenders &contenders, const MeasuredEntry *baseline)
{
    const auto isShared = [&contenders](const Contender &one) {
        return std::any_of(contenders.begin(), contenders.end(), [&one](const Contender &other) {
            return other.entry != one.entry && isSamePage(other, one);
        });
    };
    const auto found = std::find_if(contenders.begin(), contenders.end(),
                                    [baseline](const Contender &one) { return one.entry == baseline; });
    const Contender &usual = found != contenders.end() ? *found : contenders.front();
    if (isShared(usual))
        return usual;
    const auto shared = std::find_if(contenders.begin(), contenders.end(), isShared);
    return shared != contenders.end() ? *shared : usual;
}

/// The fastest first.
void putInOrder(Contenders &contenders, const Contender &reference)
{
    std::stable_sort(contenders.begin(), contenders.end(), [&reference](const Contender &one, const Contender &other) {
        return speedOf(one, reference).value > speedOf(other, reference).value;
    });
    bringBestForward(contenders,
                     [](const Contender &one, const Contender &other) { return speedOf(one, other).low > 1; });
}

bool isSlowerThanOneOf(const Contenders &others, const Contender &contender)
{
    return std::any_of(others.begin(), others.end(),
                       [&contender](const Contender &other) { return speedOf(contender, other).high < 1; });
}

} // namespace

bool isEqual(const Estimate &ratio)
{
    return isNoDifference(ratio) && ratio.low >= 1 / (1 + equalWithin) && ratio.high <= 1 + equalWithin;
}

std::optional<Ranking> rankingOf(const std::vector<const MeasuredEntry *> &entries, const MeasuredEntry *baseline)
{
    std::optional<Contenders> contenders = contendersOf(entries);
    if (!contenders || contenders->size() < 2)
        return std::nullopt;
    Ranking ranking;
    const Contender reference = referenceOf(*contenders, baseline);
    ranking.reference = reference;
    const auto others =
        std::stable_partition(contenders->begin(), contenders->end(), [&reference](const Contender &one) {
            return one.entry == reference.entry || isSamePage(one, reference);
        });
    ranking.incomparable.assign(others, contenders->end());
    contenders->erase(others, contenders->end());
    if (contenders->size() < 2)
        return ranking;
    putInOrder(*contenders, reference);
    for (const Contender &one : *contenders) {
        const bool isEqualToAll = std::all_of(ranking.fastest.begin(), ranking.fastest.end(),
                                              [&one](const Contender &fast) { return isEqual(speedOf(one, fast)); });
        if (isSlowerThanOneOf(ranking.fastest, one))
            ranking.slower.push_back(one);
        else if (isEqualToAll && !isSlowerThanOneOf(ranking.unclear, one))
            ranking.fastest.push_back(one);
        else
            ranking.unclear.push_back(one);
    }
    return ranking;
}

std::optional<CostRanking> costRankingOf(const Contenders &contenders)
{
    const bool isMeasured = std::all_of(contenders.begin(), contenders.end(),
                                        [](const Contender &one) { return !one.times.costs.empty(); });
    if (contenders.size() < 2 || !isMeasured)
        return std::nullopt;
    Contenders inOrder = contenders;
    std::stable_sort(inOrder.begin(), inOrder.end(), [](const Contender &one, const Contender &other) {
        return medianCpuUs(one) < medianCpuUs(other);
    });
    bringBestForward(inOrder, [](const Contender &one, const Contender &other) {
        const std::optional<Estimate> ratio = costAgainst(one, other);
        return ratio && ratio->high < 1;
    });
    CostRanking ranking;
    ranking.cheapest = inOrder.front();
    for (auto one = std::next(inOrder.begin()); one != inOrder.end(); ++one) {
        const std::optional<Estimate> ratio = costAgainst(*one, ranking.cheapest);
        if (!ratio || ratio->low <= 1) {
            ranking.same.push_back(*one);
            ranking.isSameEqual = ranking.isSameEqual && ratio && isEqual(*ratio);
        } else if (!ranking.dearest || ratio->value > ranking.mostTimes.value) {
            ranking.dearest = *one;
            ranking.mostTimes = *ratio;
        }
    }
    return ranking;
}

double medianCpuUs(const Contender &contender)
{
    const std::optional<CostFigures> cost = costOf(contender.times.costs);
    return cost ? cost->cpuUs.value : 0;
}

} // namespace fiftyfold
