// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparisonrecord.h"

namespace fiftyfold {

std::vector<double> MeasuredEntry::wholeMs() const
{
    std::vector<double> times;
    for (const ComparisonRound &round : rounds) {
        if (round.isWhole())
            times.push_back(static_cast<double>(round.elapsedNs) / 1e6);
    }
    return times;
}

} // namespace fiftyfold
