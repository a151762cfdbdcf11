// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/comparisonreport.h"

#include "records/comparisonfloor.h"

#include <algorithm>

namespace fiftyfold {

namespace {

std::vector<double> wholeMs(const ReportedEntry &entry)
{
    std::vector<double> times;
    for (const ReportedRound &round : entry.rounds) {
        if (round.isWhole())
            times.push_back(static_cast<double>(round.elapsedNs) / 1e6);
    }
    return times;
}

} // namespace

void fillFigures(ComparisonReport &report)
{
    if (report.entries.empty())
        return;
    const auto baseline = static_cast<std::size_t>(report.baseline);
    const std::vector<double> baselineMs = wholeMs(report.entries[baseline]);
    for (std::size_t i = 0; i < report.entries.size(); ++i) {
        ReportedEntry &entry = report.entries[i];
        const std::vector<double> times = wholeMs(entry);
        entry.wholeRounds = static_cast<quint32>(times.size());
        entry.pairs = static_cast<quint32>(std::min(times.size(), baselineMs.size()));
        entry.median = times.empty() ? std::nullopt : std::optional(medianOf(times));
        entry.ratio = i == baseline || entry.pairs == 0 ? std::nullopt : std::optional(ratioOf(baselineMs, times));
        entry.floor = serverFloorOf(entry.plan);
        entry.maxInFlight = 0;
        for (const ReportedRound &round : entry.rounds) {
            if (round.isWhole())
                entry.maxInFlight = std::max(entry.maxInFlight, round.maxInFlight);
        }
    }
}

} // namespace fiftyfold
