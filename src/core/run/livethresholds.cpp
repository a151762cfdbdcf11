// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/livethresholds.h"

#include "core/run/runsummary.h"

#include <algorithm>

namespace fiftyfold {

LiveThresholds::LiveThresholds(const QList<Threshold> &thresholds)
    : m_thresholds(thresholds)
{
    for (const Threshold &threshold : thresholds) {
        if (threshold.figure > ThresholdFigure::Max)
            continue;
        const bool isOfStage = threshold.time == ThresholdTime::Stage;
        const bool isKnown = std::any_of(m_times.cbegin(), m_times.cend(), [&](const Times &one) {
            return one.time == threshold.time && (!isOfStage || one.stage == threshold.stage);
        });
        if (!isKnown)
            m_times.push_back({threshold.time, threshold.stage});
    }
}

void LiveThresholds::Times::add(qint64 nanoseconds)
{
    minNs = histogram.count() == 0 ? nanoseconds : std::min(minNs, nanoseconds);
    sumNs += static_cast<double>(nanoseconds);
    histogram.add(nanoseconds);
}

Distribution LiveThresholds::Times::distribution() const
{
    Distribution result;
    result.count = histogram.count();
    if (result.count == 0)
        return result;
    const auto quantile = [this](double fraction) { return static_cast<double>(histogram.quantile(fraction)); };
    result.min = static_cast<double>(minNs);
    result.mean = sumNs / result.count;
    result.p50 = quantile(0.5);
    result.p90 = quantile(0.9);
    result.p95 = quantile(0.95);
    result.p99 = quantile(0.99);
    result.p999 = quantile(0.999);
    result.max = static_cast<double>(histogram.max());
    return result;
}

/// As summarise() has it; of a request that has ended.
std::optional<qint64> LiveThresholds::measuredIn(const Times &times, const RunRecord &record, quint32 request)
{
    switch (times.time) {
    case ThresholdTime::Response:
        return record.responseNs(request);
    case ThresholdTime::Service:
        return record.latencyNs(request);
    case ThresholdTime::Lag: {
        const std::optional<qint64> due = record.dueNs(request);
        const std::optional<qint64> start = record.startNs(request);
        return due && start ? std::optional(*start - *due) : std::nullopt;
    }
    case ThresholdTime::Stage:
        break;
    }
    if (record.outcome(request) != Outcome::Done)
        return std::nullopt;
    const std::optional<Interval> interval = record.stage(request, times.stage);
    return interval ? std::optional(interval->length()) : std::nullopt;
}

void LiveThresholds::note(const RunRecord &record, const std::vector<Fact> &facts)
{
    if (isEmpty())
        return;
    for (const Fact &fact : facts) {
        if (fact.kind != Fact::Kind::Finished || fact.request >= record.requestCount())
            continue;
        if (fact.outcome == Outcome::Failed && fact.error == ErrorClass::Check)
            ++m_failedChecks;
        for (Times &times : m_times) {
            if (const std::optional<qint64> measured = measuredIn(times, record, fact.request))
                times.add(*measured);
        }
    }
}

Expectations LiveThresholds::judgedSoFar(const RunTally &tally, qint64 nowNs) const
{
    RunSummary soFar;
    soFar.elapsedNs = nowNs;
    soFar.done = tally.done;
    soFar.failed = tally.failed;
    soFar.cancelled = tally.cancelled;
    soFar.requestsPerSecond = nowNs > 0 ? tally.done * 1e9 / static_cast<double>(nowNs) : 0;
    if (m_failedChecks > 0)
        soFar.errors[ErrorClass::Check] = m_failedChecks;
    for (const Times &times : m_times) {
        Distribution &distribution = times.time == ThresholdTime::Response  ? soFar.response
                                     : times.time == ThresholdTime::Service ? soFar.latency
                                     : times.time == ThresholdTime::Lag     ? soFar.lag
                                                                            : soFar.stages[indexOf(times.stage)];
        distribution = times.distribution();
    }
    return judged(m_thresholds, soFar, false);
}

} // namespace fiftyfold
