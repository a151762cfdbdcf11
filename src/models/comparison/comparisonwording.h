// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonfigures.h"
#include "core/comparison/comparisonstatistics.h"
#include "core/plan/runplan.h"

#include <QString>

#include <optional>

namespace fiftyfold {

/// "5.310 s", "0.108 s", "0.0123 s": always in seconds, so that the lines of a comparison can be held against each
/// other, and never less than three figures.
QString comparisonTimeText(double ms);
/// "49.0 ×", "1.02 ×", "123 ×", "0.813 ×"
QString comparisonRatioText(const Estimate &ratio);
/// "(47.2–50.1)"; see ratioEnds().
QString comparisonIntervalText(const Estimate &ratio);

/// All of what an entry cost, with its interval and how it is to the baseline's: "66.2 µs of processor a request,
/// between 65.0 µs and 67.1 µs, 0.06 times that of Asyncio (0.05–0.07), 0.4 switches, 19.1 MiB, 2 threads, 1 process".
/// Only where it has a cost.
QString comparisonCostText(const EntryFigures &figures, const QString &baseline);

/// What an interval is drawn as.
enum class IntervalMark : quint8 { Whiskers, Bands };
/// "50 requests · practice server, 100 ms · 6 rounds, taken in turn A B C … C B A · whiskers: 95 % bootstrap interval
/// of the median"; of fewer than six rounds, the interval is from the fastest to the slowest. `fewestRounds` is what
/// the line that has the fewest really has, 0 where none has any; without it they are still to come, as many as wanted.
/// Of what is `varied`, nothing. Intervals are called by what they are drawn as.
QString comparisonSentence(const RunPlan &plan, int roundsWanted, std::optional<int> fewestRounds,
                           const QList<const Factor *> &varied = {}, IntervalMark mark = IntervalMark::Whiskers);
/// "floor: 0.100 s, the server's own delay", where it takes that long.
QString comparisonFloorText(const RunPlan &plan, double floorMs);

/// "run 7 of 40 · about 12 s left"; without the second part where nothing is known of it.
QString comparisonProgressText(int runsDone, int runsInAll, std::optional<qint64> remainingMs);

/// All requests of a comparison, those of its warm-up among them.
quint64 comparisonRequests(quint32 requests, int entries, int rounds);

} // namespace fiftyfold
