// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planfields.h"
#include "core/run/runsummary.h"

#include <QList>
#include <QString>

#include <optional>

namespace fiftyfold {

/// What of a run is held against a limit. Those up to Max are of one of its times.
enum class ThresholdFigure : quint8 { P50, P90, P95, P99, P999, Mean, Min, Max, Elapsed, Rate, Failed, Checks };

/// Response: from when a request was due; Service: from when it left the queue; both to the end of its reply.
enum class ThresholdTime : quint8 { Response, Service, Lag, Stage };

enum class ThresholdOperator : quint8 { Below, AtMost, Above, AtLeast };

enum class ThresholdUnit : quint8 {
    Microseconds,
    Milliseconds,
    Seconds,
    Minutes,
    PerSecond,
    PerMinute,
    Percent,
    Count
};

/// What a run is to keep to, `--expect 'p95 < 120ms'`.
struct Threshold {
    QString text; ///< As it was asked for, with blanks in the places where people set them: "p95 < 120 ms".
    QString name; ///< What is left of the operator: "p95", "wait.p99.9", "lag".
    ThresholdFigure figure = ThresholdFigure::P50;
    ThresholdTime time = ThresholdTime::Response; ///< Of figures up to Max.
    Stage stage = Stage::Wait;                    ///< Of ThresholdTime::Stage.
    ThresholdOperator comparison = ThresholdOperator::Below;
    ThresholdUnit unit = ThresholdUnit::Milliseconds;
    double limit = 0; ///< In `unit`.
};

/// Reads "p95 < 120ms", with or without blanks. Otherwise a refusal, a clause that quotes the text and says what was
/// expected where. Text, name, unit and limit of what is read give the same threshold again when they are read.
Refusal readThreshold(const QString &text, Threshold &threshold);

enum class ThresholdVerdict : quint8 { Held, Crossed, Undecided };

/// Why there is a verdict other than by the limit.
enum class VerdictReason : quint8 {
    Limit,       ///< There is none: the figure was held against it.
    NoSamples,   ///< Nothing was measured: crossed, as a run in which nothing happened is no good one.
    FewSamples,  ///< They can't support the percentile: undecided.
    StoppedEarly ///< By the user; what was measured is of a part: undecided.
};

/// What came of a threshold.
struct Expectation {
    Threshold threshold;
    std::optional<double> measured; ///< In the threshold's base unit: nanoseconds, 1/s, % or requests.
    quint32 samples = 0;            ///< Behind `measured`.
    ThresholdVerdict verdict = ThresholdVerdict::Undecided;
    VerdictReason reason = VerdictReason::Limit;
};

using Expectations = QList<Expectation>;

/// By the figures alone, in which there is no warm-up. Times are judged to the nanosecond and all else to the
/// millionth, as records have them, so that whoever reads a record comes to the same verdict.
Expectation judged(const Threshold &threshold, const RunSummary &summary, bool isStopped);
Expectations judged(const QList<Threshold> &thresholds, const RunSummary &summary, bool isStopped);

/// What a verdict that a record tells rests on: the same without the limit being looked at.
VerdictReason reasonOf(ThresholdVerdict verdict, bool isMeasured, bool isStopped);
/// How many of the summary's measurements the threshold is about.
quint32 samplesOf(const Threshold &threshold, const RunSummary &summary);

/// Whether one of them makes the run a failure: it was crossed, or is undecided where that is not good enough.
bool hasCrossed(const Expectations &expectations, bool isStrict);
/// Whether one of them says how many requests may fail, and so decides about those in place of "none".
bool judgesFailures(const Expectations &expectations);

/// 0.95 of p95; 0 of what is no percentile.
double percentileOf(const Threshold &threshold);

/// "held", "crossed", "undecided".
QLatin1String verdictName(ThresholdVerdict verdict);

/// How much of the base unit one of `unit` is: 1e6 for milliseconds.
double unitBase(ThresholdUnit unit);
/// "ms", "/s", "%"; empty for a count.
QLatin1String unitName(ThresholdUnit unit);
bool isTimeUnit(ThresholdUnit unit);

} // namespace fiftyfold
