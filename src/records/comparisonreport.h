// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparisonstatistics.h"
#include "core/environment.h"
#include "core/runplan.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace fiftyfold {

/// One run of one entry, as it is reported.
struct ReportedRound {
    qint64 elapsedNs = 0;
    quint32 done = 0;
    quint32 failed = 0;
    quint32 maxInFlight = 0;
    bool isDisturbed = false;
    QString problem; ///< Not empty: it could not run, or some requests failed.
    bool isWhole() const { return problem.isEmpty() && failed == 0; }
};

/// One line of a comparison, as it is reported. The second half is what fillFigures() makes of the first.
struct ReportedEntry {
    QString name;  ///< Unlike all others: "async", "async (2)".
    QString label; ///< "Async"
    RunPlan plan;
    bool isExternal = false; ///< A program of its own, with an HTTP client of its own.
    QString unavailable;     ///< Not empty: why it can't run here, and what would change that.
    QString problem;         ///< Not empty: why it was left out of the rounds that followed.
    std::vector<ReportedRound> rounds;

    quint32 wholeRounds = 0;
    quint32 maxInFlight = 0;        ///< Over all whole rounds.
    std::optional<Estimate> median; ///< Of the elapsed times of whole rounds, ms. With one round, without an interval.
    std::optional<Estimate> ratio;  ///< How many times as fast as the baseline. Never of the baseline itself.
    quint32 pairs = 0;              ///< Rounds behind `ratio`; with fewer than two it has no interval.
    std::optional<std::chrono::nanoseconds> floor; ///< See serverFloorOf().
};

/// All that is told of a comparison, on a terminal, as JSON and as Markdown. Plain data; holds secrets as the user gave
/// them in its plans: writers redact.
struct ComparisonReport {
    QDateTime startedAt; ///< UTC
    RunPlan plan;        ///< What all have in common; its strategy means nothing.
    Environment environment;
    int roundsWanted = 0;
    QString preset;         ///< Its name, where one was asked for.
    qsizetype baseline = 0; ///< In `entries`.
    int runsDone = 0;       ///< Warm-ups included.
    int runsInAll = 0;
    bool isStopped = false;
    QStringList notices; ///< What the user should know about how it ran, such as a clamped `at once`.
    std::vector<ReportedEntry> entries;
};

/// Makes the figures of each entry from its rounds.
void fillFigures(ComparisonReport &report);

} // namespace fiftyfold
