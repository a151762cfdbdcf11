// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/thresholds.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fiftyfold {

namespace {

struct UnitTraits {
    const char *name;
    double base;
    bool isTime;
};

/// By ThresholdUnit.
constexpr std::array<UnitTraits, 8> unitTraits = {{{"us", 1e3, true},
                                                   {"ms", 1e6, true},
                                                   {"s", 1e9, true},
                                                   {"m", 60e9, true},
                                                   {"/s", 1, false},
                                                   {"/m", 1.0 / 60, false},
                                                   {"%", 1, false},
                                                   {"", 1, false}}};

const UnitTraits &traitsOf(ThresholdUnit unit)
{
    return unitTraits[static_cast<std::size_t>(unit)];
}

struct TimeFigure {
    double Distribution::*value;
    double fraction; ///< 0 for what is no percentile.
};

/// By ThresholdFigure, up to Max.
constexpr std::array<TimeFigure, 8> timeFigures = {{{&Distribution::p50, 0.5},
                                                    {&Distribution::p90, 0.9},
                                                    {&Distribution::p95, 0.95},
                                                    {&Distribution::p99, 0.99},
                                                    {&Distribution::p999, 0.999},
                                                    {&Distribution::mean, 0},
                                                    {&Distribution::min, 0},
                                                    {&Distribution::max, 0}}};

const TimeFigure *timeFigureOf(const Threshold &threshold)
{
    const auto index = static_cast<std::size_t>(threshold.figure);
    return index < timeFigures.size() ? &timeFigures[index] : nullptr;
}

const Distribution &timesOf(const Threshold &threshold, const RunSummary &summary)
{
    switch (threshold.time) {
    case ThresholdTime::Response:
        return summary.response;
    case ThresholdTime::Service:
        return summary.latency;
    case ThresholdTime::Lag:
        return summary.lag;
    case ThresholdTime::Stage:
        break;
    }
    return summary.stages[indexOf(threshold.stage)];
}

quint32 failedChecks(const RunSummary &summary)
{
    const auto found = summary.errors.find(ErrorClass::Check);
    return found == summary.errors.end() ? 0 : found->second;
}

double shareOrCount(quint32 count, quint32 ended, ThresholdUnit unit)
{
    return unit == ThresholdUnit::Percent ? 100.0 * count / ended : count;
}

/// Only where there is a sample.
double measuredIn(const RunSummary &summary, const Threshold &threshold, quint32 samples)
{
    if (const TimeFigure *figure = timeFigureOf(threshold))
        return timesOf(threshold, summary).*(figure->value);
    switch (threshold.figure) {
    case ThresholdFigure::Elapsed:
        return static_cast<double>(summary.elapsedNs);
    case ThresholdFigure::Rate:
        return summary.requestsPerSecond;
    case ThresholdFigure::Checks:
        return shareOrCount(failedChecks(summary), samples, threshold.unit);
    default:
        return shareOrCount(summary.failed, samples, threshold.unit);
    }
}

/// As a record has it.
double recorded(double value, ThresholdUnit unit)
{
    return isTimeUnit(unit) ? std::round(value) : std::round(value * 1e6) / 1e6;
}

bool holds(double measured, const Threshold &threshold)
{
    const double limit = recorded(threshold.limit * unitBase(threshold.unit), threshold.unit);
    switch (threshold.comparison) {
    case ThresholdOperator::Below:
        return measured < limit;
    case ThresholdOperator::AtMost:
        return measured <= limit;
    case ThresholdOperator::Above:
        return measured > limit;
    case ThresholdOperator::AtLeast:
        break;
    }
    return measured >= limit;
}

} // namespace

quint32 samplesOf(const Threshold &threshold, const RunSummary &summary)
{
    return timeFigureOf(threshold) ? timesOf(threshold, summary).count : summary.done + summary.failed;
}

Expectation judged(const Threshold &threshold, const RunSummary &summary, bool isStopped)
{
    Expectation result;
    result.threshold = threshold;
    result.samples = samplesOf(threshold, summary);
    if (result.samples > 0)
        result.measured = recorded(measuredIn(summary, threshold, result.samples), threshold.unit);
    const double percentile = percentileOf(threshold);
    if (isStopped) {
        result.reason = VerdictReason::StoppedEarly;
    } else if (!result.measured) {
        result.reason = VerdictReason::NoSamples;
        result.verdict = ThresholdVerdict::Crossed;
    } else if (percentile > 0 && isUnderSampled(percentile, result.samples)) {
        result.reason = VerdictReason::FewSamples;
    } else {
        result.verdict = holds(*result.measured, threshold) ? ThresholdVerdict::Held : ThresholdVerdict::Crossed;
    }
    return result;
}

Expectations judged(const QList<Threshold> &thresholds, const RunSummary &summary, bool isStopped)
{
    Expectations all;
    for (const Threshold &threshold : thresholds)
        all.append(judged(threshold, summary, isStopped));
    return all;
}

VerdictReason reasonOf(ThresholdVerdict verdict, bool isMeasured, bool isStopped)
{
    if (verdict == ThresholdVerdict::Undecided)
        return isStopped ? VerdictReason::StoppedEarly : VerdictReason::FewSamples;
    return isMeasured ? VerdictReason::Limit : VerdictReason::NoSamples;
}

bool hasCrossed(const Expectations &expectations, bool isStrict)
{
    return std::any_of(expectations.cbegin(), expectations.cend(), [isStrict](const Expectation &one) {
        return one.verdict == ThresholdVerdict::Crossed || (isStrict && one.verdict == ThresholdVerdict::Undecided);
    });
}

bool judgesFailures(const Expectations &expectations)
{
    return std::any_of(expectations.cbegin(), expectations.cend(),
                       [](const Expectation &one) { return one.threshold.figure == ThresholdFigure::Failed; });
}

double percentileOf(const Threshold &threshold)
{
    const TimeFigure *figure = timeFigureOf(threshold);
    return figure ? figure->fraction : 0;
}

QLatin1String verdictName(ThresholdVerdict verdict)
{
    switch (verdict) {
    case ThresholdVerdict::Held:
        return QLatin1String("held");
    case ThresholdVerdict::Crossed:
        return QLatin1String("crossed");
    case ThresholdVerdict::Undecided:
        break;
    }
    return QLatin1String("undecided");
}

double unitBase(ThresholdUnit unit)
{
    return traitsOf(unit).base;
}

QLatin1String unitName(ThresholdUnit unit)
{
    return QLatin1String(traitsOf(unit).name);
}

bool isTimeUnit(ThresholdUnit unit)
{
    return traitsOf(unit).isTime;
}

} // namespace fiftyfold
