// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonrecord.h"

#include <cmath>
#include <vector>

namespace fiftyfold::test {

/// Rounds of so many requests, each of which took so long.
inline ComparisonRound roundOf(double elapsedMs, double meanMs = 0, double cpuUs = 0, quint32 threads = 1,
                               qint64 memory = 0, quint32 requests = 1'000)
{
    ComparisonRound round;
    round.elapsedNs = std::llround(elapsedMs * 1e6);
    round.done = requests;
    if (meanMs > 0)
        round.response = ResponseFigures{meanMs, meanMs, 1.5 * meanMs};
    if (cpuUs > 0)
        round.cost =
            RunCost{.cpuNs = std::llround(cpuUs * 1e3 * requests), .peakMemoryBytes = memory, .threads = threads};
    return round;
}

inline MeasuredEntry entryOf(const char *name, const std::vector<ComparisonRound> &rounds)
{
    MeasuredEntry entry;
    entry.name = QLatin1String(name);
    entry.label = entry.name.toUpper();
    entry.plan.url = ExactUrl::fromText(QByteArrayLiteral("practice:robots.txt"));
    entry.plan.requests = 1'000;
    entry.rounds = rounds;
    return entry;
}

/// At a value of at-once; of a strategy where it is given.
inline MeasuredEntry pointOf(quint32 atOnce, const std::vector<ComparisonRound> &rounds, const char *strategy = nullptr)
{
    const QString text = QString::number(atOnce);
    MeasuredEntry entry = entryOf(qPrintable(text), rounds);
    entry.plan.atOnce = atOnce;
    if (strategy)
        entry.values.append({QStringLiteral("strategy"), QLatin1String(strategy)});
    if (strategy)
        entry.name = QLatin1String(strategy) + QLatin1String(", ") + text;
    entry.values.append({QStringLiteral("at-once"), text, double(atOnce)});
    return entry;
}

inline std::vector<const MeasuredEntry *> pointersTo(const std::vector<MeasuredEntry> &entries)
{
    std::vector<const MeasuredEntry *> pointers;
    for (const MeasuredEntry &entry : entries)
        pointers.push_back(&entry);
    return pointers;
}

} // namespace fiftyfold::test
