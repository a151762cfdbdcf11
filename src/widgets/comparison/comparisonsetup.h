// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/variation.h"
#include "engine/strategies/strategycatalogue.h"
#include "models/comparison/comparisonmodel.h"

#include <QStringList>

#include <optional>

namespace fiftyfold {

/// A program of the user's own that speaks fiftyfold.runner/1.
struct OwnRunner {
    QString name; ///< What it is called; may be empty.
    QString command;
    bool operator==(const OwnRunner &) const = default;
};

/// How much each run of a comparison has to do: as many requests as a number says, as lanes are free.
struct ComparisonLoad {
    quint32 requests = 50;
    quint32 atOnce = 0; ///< 0: as many as requests, 256 at most.
    quint32 warmup = 0;
    bool operator==(const ComparisonLoad &) const = default;
};

/// What the user wants to be compared. Plain data; remembered between starts.
struct ComparisonChoice {
    QStringList leftOut; ///< Names of the catalogue. Those that a later version brings take part.
    int rounds = int(roundsOfAnInterval);
    QString baseline = QStringLiteral("sequential");
    bool isArticle = false; ///< The article's case: its plan and its two strategies, whatever else is chosen.
    QString articleBaseline = QStringLiteral("sequential"); ///< Instead of `baseline`, there; not remembered.
    QString varied;                     ///< The name of a factor, see factor.h; empty: strategies alone.
    QString variedValues;               ///< As `--vary` takes them behind the =.
    QList<OwnRunner> runners;           ///< Of the user's own.
    std::optional<ComparisonLoad> load; ///< Nothing: that of the main window's plan.
    bool isOfKept = false;              ///< Of a comparison that was kept: not remembered at all.
    bool operator==(const ComparisonChoice &) const = default;
    QString baselineInUse() const { return isArticle ? articleBaseline : baseline; }
};

/// As many as somebody sits and waits for: an interval narrows only with the square root of their number, and a digit
/// too many is soon typed. The command line, which runs overnight, takes more.
inline constexpr int comparisonRoundsLimit = 100;

/// One line of a comparison: what runs, and what the table is told of it.
struct ComparisonLine {
    ComparisonEntry entry;
    ComparisonSubject subject;
};

/// What the user's own runner of that index is called among the lines: its label is for people.
QString ownRunnerName(qsizetype index);
bool isOwnRunnerName(const QString &name);

/// The plan that all lines share: the user's, or that of the article's case. Where at-once is varied and nobody said
/// how many requests there are to be, or too few for it, they are as many as the command line takes.
RunPlan comparisonPlan(const ComparisonChoice &choice, const RunPlan &plan);

/// As a comparison reads it: how many are at once is not up to the main window's strategy, which may be one that has
/// one lane alone.
RunPlan withLanesOfOthers(RunPlan plan);

/// How much each line has to do, in short: "50 requests, 50 at once"; without what is varied. `plan` is
/// comparisonPlan().
QString comparedLoadText(const ComparisonChoice &choice, const RunPlan &plan);

/// The lines for a choice, in the order of the catalogue, those that can't run here among them; the user's own runners
/// last. A line whose plan can't run says why as if it were not installed. `plan` is comparisonPlan().
QList<ComparisonLine> comparisonLines(const QList<StrategyInfo> &catalogue, const ComparisonChoice &choice,
                                      const RunPlan &plan);

/// What is varied beside the strategies. Of a factor that is no number all have the plan's strategy.
QList<Variation> comparisonVariations(const ComparisonChoice &choice);

/// What is wrong with what is to be varied, for the window; then there are no lines. `plan` is comparisonPlan().
QString comparisonProblem(const QList<StrategyInfo> &catalogue, const ComparisonChoice &choice, const RunPlan &plan);

/// True if both are the same to compare: how often, and how it is read, does not count.
bool isSameLineup(ComparisonChoice one, const ComparisonChoice &other);

/// How many of the lines can run.
int runnableOf(const QList<ComparisonLine> &lines);

/// How many strategies these have among them.
int strategiesOf(const QList<ComparisonLine> &lines);

/// True if a line that can run is an external program.
bool hasExternal(const QList<ComparisonLine> &lines);

} // namespace fiftyfold
