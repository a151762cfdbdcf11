// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonanswer.h"
#include "core/comparison/comparisonfigures.h"
#include "core/comparison/comparisonrecord.h"
#include "core/comparison/sweep.h"
#include "core/plan/planjson.h"
#include "core/run/environment.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace fiftyfold {

/// One line of a comparison, as it is reported: fillFigures() makes what is here of its rounds.
struct ReportedEntry : MeasuredEntry, EntryFigures {
    ReportedEntry() = default;
    explicit ReportedEntry(const MeasuredEntry &entry)
        : MeasuredEntry(entry)
    {
    }
    quint32 wholeRounds = 0;
    quint32 maxInFlight = 0;                       ///< Over all whole rounds.
    std::optional<std::chrono::nanoseconds> floor; ///< See serverFloorOf().
};

/// All that is told of a comparison, on a terminal, as JSON and as Markdown. Plain data; holds secrets as the user gave
/// them in its plans: writers redact.
struct ComparisonReport {
    QDateTime startedAt; ///< UTC
    RunPlan plan;        ///< What all have in common; its strategy means nothing.
    Environment environment;
    QString version;                   ///< Of Fiftyfold, of one that was kept; empty: this one.
    PlanLack lack = PlanLack::Nothing; ///< Of one that was kept: see there.
    int roundsWanted = 0;
    QString preset;         ///< Its name, where one was asked for.
    qsizetype baseline = 0; ///< In `entries`.
    int runsDone = 0;       ///< Warm-ups included.
    int runsInAll = 0;
    bool isStopped = false;
    QStringList notices;
    std::vector<ReportedEntry> entries;
    std::optional<Sweep> sweep; ///< Of a comparison by a number.
    QStringList answer;         ///< See comparisonAnswer().

    /// What entries differ in; see variedFactors().
    QList<const Factor *> factors() const;
    /// What is held against each other is the mean response time, see MeasuredEntry::wholeMs().
    bool isOfResponses() const;
    /// `notices`, and what the plan makes one's duty to say.
    QStringList allNotices() const;
};

/// What is to be told of a record, figures and all. `plan` is what all entries have in common; `baseline` is the number
/// of one of them. Reads the machine's name and the like.
ComparisonReport reportOf(const ComparisonRecord &record, const RunPlan &plan, qsizetype baseline);

/// The record that a report tells of, without its figures.
ComparisonRecord recordOf(const ComparisonReport &report);

/// Makes the figures of each entry from its rounds, and what is said of all of them.
void fillFigures(ComparisonReport &report);

/// Its answer, whatever it has.
QStringList answerOf(const ComparisonReport &report, AnswerWords words);

} // namespace fiftyfold
