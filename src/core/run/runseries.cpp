// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runseries.h"

#include "core/run/runrecorder.h"

#include <utility>

namespace fiftyfold {

namespace {

std::optional<qint64> quantileOf(const LiveHistogram &histogram, double fraction)
{
    return histogram.count() > 0 ? std::optional(histogram.quantile(fraction)) : std::nullopt;
}

double perSecond(quint32 count, qint64 nanoseconds)
{
    return nanoseconds > 0 ? count * 1e9 / static_cast<double>(nanoseconds) : 0;
}

} // namespace

void RunSeries::take(const FactBatch &batch, const RunRecord &record)
{
    for (const Fact &fact : batch.facts) {
        if (fact.request >= record.requestCount())
            continue; // a runner of somebody else's told of a request that there is not
        if (fact.kind == Fact::Kind::Ended && fact.stage == Stage::Queued) {
            ++m_sent;
            if (record.plan().isOpen())
                m_lags.add(fact.at - fact.begin);
        } else if (fact.kind == Fact::Kind::Finished && fact.outcome == Outcome::Done) {
            if (const std::optional<qint64> response = record.responseNs(fact.request))
                m_responses.add(*response);
        }
    }
}

SeriesPoint RunSeries::pointAt(qint64 nowNs, const RunTally &tally)
{
    SeriesPoint point;
    point.at = nowNs;
    point.done = tally.done;
    point.failed = tally.failed;
    point.inFlight = tally.inFlight;
    const qint64 elapsed = nowNs - std::exchange(m_lastAt, nowNs);
    const LiveHistogram responses = std::exchange(m_responses, {});
    const LiveHistogram lags = std::exchange(m_lags, {});
    point.sentRate = perSecond(std::exchange(m_sent, 0), elapsed);
    point.doneRate = perSecond(responses.count(), elapsed);
    point.p50 = quantileOf(responses, 0.50);
    point.p95 = quantileOf(responses, 0.95);
    point.p99 = quantileOf(responses, 0.99);
    point.lagP99 = quantileOf(lags, 0.99);
    return point;
}

} // namespace fiftyfold
