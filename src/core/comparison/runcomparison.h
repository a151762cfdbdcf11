// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonfigures.h"
#include "core/run/runrecord.h"
#include "core/run/runsummary.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace fiftyfold {

/// A run that is held against another.
struct ComparedRun {
    QString name; ///< Of its file, say.
    std::shared_ptr<const RunRecord> record;
    RunSummary summary;
    bool hasRequests = true; ///< Otherwise there are the figures of `summary` alone.
    QJsonObject plan;        ///< As its record writes it, secrets redacted.
    QString version;         ///< Of the program that ran it.
};

/// One that this program has just run.
ComparedRun comparedRun(const QString &name, const std::shared_ptr<const RunRecord> &record, const RunSummary &summary);

/// What stands in the way of a verdict. `key` is the same from version to version: a key of the plan ("at_once") or of
/// the environment ("kernel"), or what is wrong with a run.
struct ComparisonObstacle {
    QString key;
    QString text;     ///< A clause, in the window's language there: "--at-once 10 against 20".
    QString baseline; ///< Where something differs; otherwise both are empty.
    QString run;
    bool operator==(const ComparisonObstacle &) const = default;
};

/// In the order in which they are shown. Times are response times.
enum class ComparedFigureKind : quint8 { P50, P95, P99, Mean, Rate, Elapsed, Failed };
inline constexpr int comparedFigureCount = 7;
/// "p50", "elapsed": in records.
QLatin1String comparedFigureName(ComparedFigureKind kind);
/// Whether it is in nanoseconds; a rate is in requests a second, Failed in requests.
bool isTimeFigure(ComparedFigureKind kind);

/// A figure of both.
struct ComparedFigure {
    ComparedFigureKind kind = ComparedFigureKind::P50;
    std::optional<double> baseline; ///< Nothing where it is not known.
    std::optional<double> run;
    std::optional<Estimate> ratio = std::nullopt; ///< Run ÷ baseline.
    bool hasInterval = false;                     ///< The ends of `ratio` mean something.
    /// Faster, Slower or NoDifference; Unknown without an interval. Of Rate more is faster.
    Verdict verdict = Verdict::Unknown;
};

/// What the interval of its ratio says; Unknown without one.
Verdict verdictOf(const ComparedFigure &figure);

/// Differences below this share interest nobody, whether they were seen or not.
inline constexpr double leastInterestingDifference = 0.03;

/// What came of it. Plain data.
struct RunComparison {
    QString baselineName;
    QDateTime baselineStartedAt; ///< Invalid where its file does not tell.
    std::vector<ComparisonObstacle> obstacles;
    std::vector<ComparedFigure> figures;
    /// NotComparable where there are obstacles; otherwise that of the median response time.
    Verdict verdict = Verdict::NotComparable;

    const ComparedFigure *figure(ComparedFigureKind kind) const;
};

/// Holds `run` against `baseline`, by runbatches.h. Figures are made whatever stands in the way. Of a million requests
/// some tenths of a second: best off the main thread.
RunComparison compareRuns(const ComparedRun &baseline, const ComparedRun &run);

/// "faster", "slower", "no-difference", "not-comparable": in records; empty of the others.
QLatin1String runVerdictName(Verdict verdict);

/// Whether it makes a run a failure: it is slower, or nothing could be said where that is not good enough.
bool isFailure(Verdict verdict, bool isStrict);
inline bool isFailure(const RunComparison &comparison, bool isStrict)
{
    return isFailure(comparison.verdict, isStrict);
}

} // namespace fiftyfold
