// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparisonrecord.h"

#include <algorithm>

namespace fiftyfold {

std::vector<double> MeasuredEntry::wholeMs() const
{
    std::vector<double> times;
    for (const ComparisonRound &round : rounds) {
        if (!round.isWhole())
            continue;
        if (!plan.isOpen())
            times.push_back(static_cast<double>(round.elapsedNs) / 1e6);
        else if (round.response)
            times.push_back(round.response->meanMs);
    }
    return times;
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

const ComparisonRound *MeasuredEntry::lastWhole() const
{
    const auto last =
        std::find_if(rounds.rbegin(), rounds.rend(), [](const ComparisonRound &round) { return round.isWhole(); });
    return last == rounds.rend() ? nullptr : &*last;
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
