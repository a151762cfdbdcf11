// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparisonrecord.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

/// What is compared of a round; nothing of one that is not whole.
std::optional<double> comparedMs(const ComparisonRound &round, bool isOpen)
{
    if (!round.isWhole())
        return std::nullopt;
    if (!isOpen)
        return static_cast<double>(round.elapsedNs) / 1e6;
    return round.response ? std::optional(round.response->meanMs) : std::nullopt;
}

} // namespace

std::vector<double> MeasuredEntry::wholeMs() const
{
    std::vector<double> times;
    for (const ComparisonRound &round : rounds) {
        if (const std::optional<double> time = comparedMs(round, plan.isOpen()))
            times.push_back(*time);
    }
    return times;
}

const ComparisonRound *MeasuredEntry::middleRound() const
{
    std::vector<std::pair<double, const ComparisonRound *>> timed;
    for (const ComparisonRound &round : rounds) {
        if (const std::optional<double> time = comparedMs(round, plan.isOpen()))
            timed.emplace_back(*time, &round);
    }
    if (timed.empty())
        return nullptr;
    const auto middle = timed.begin() + std::ptrdiff_t((timed.size() - 1) / 2);
    std::nth_element(timed.begin(), middle, timed.end(),
                     [](const auto &one, const auto &other) { return one.first < other.first; });
    return middle->second;
}

std::vector<RoundCost> MeasuredEntry::wholeCosts() const
{
    std::vector<RoundCost> costs;
    for (const ComparisonRound &round : rounds) {
        if (!round.isWhole())
            continue;
        if (!round.cost || round.done == 0)
            return {};
        costs.push_back({*round.cost, round.done});
    }
    return costs;
}

quint32 MeasuredEntry::disturbedRounds() const
{
    return static_cast<quint32>(
        std::count_if(rounds.begin(), rounds.end(), [](const ComparisonRound &round) { return round.isDisturbed; }));
}

int failedEntries(const ComparisonRecord &record)
{
    return int(std::count_if(record.entries.begin(), record.entries.end(),
                             [](const MeasuredEntry &entry) { return !entry.problem.isEmpty(); }));
}

int disturbedRounds(const ComparisonRecord &record)
{
    int disturbed = 0;
    for (const MeasuredEntry &entry : record.entries)
        disturbed += int(entry.disturbedRounds());
    return disturbed;
}

} // namespace fiftyfold
