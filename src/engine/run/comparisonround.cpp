// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/comparisonround.h"

#include "core/run/faultwording.h"
#include "core/run/runsummary.h"
#include "core/run/statistics.h"
#include "core/run/thinnedtimes.h"
#include "core/text/remark.h"

#include <algorithm>

namespace fiftyfold {

namespace {

std::vector<float> millisecondsOf(const std::vector<qint64> &timesNs)
{
    std::vector<float> points(timesNs.size());
    std::transform(timesNs.begin(), timesNs.end(), points.begin(),
                   [](qint64 ns) { return static_cast<float>(static_cast<double>(ns) / 1e6); });
    return points;
}

quint32 failedIn(const RunRecord &record)
{
    quint32 failed = 0;
    for (quint32 index = 0; index < record.requestCount(); ++index)
        failed += record.outcome(index) == Outcome::Failed ? 1U : 0U;
    return failed;
}

/// Changes the order of its argument.
std::optional<ResponseFigures> responseOf(std::vector<qint64> &responses)
{
    if (responses.empty())
        return std::nullopt;
    const Distribution distribution = distributionOf(responses);
    return ResponseFigures{distribution.mean / 1e6, distribution.p50 / 1e6, distribution.p95 / 1e6};
}

std::optional<ResponseFigures> responseOf(const std::optional<ResponseTimes> &told)
{
    if (!told)
        return std::nullopt;
    const auto milliseconds = [](qint64 ns) { return static_cast<double>(ns) / 1e6; };
    return ResponseFigures{milliseconds(told->meanNs), milliseconds(told->p50Ns), milliseconds(told->p95Ns)};
}

void fill(ComparisonRound &round, const RunRecord &record)
{
    std::vector<qint64> doneAt;
    std::vector<qint64> responses;
    double laneNs = 0;
    quint32 lanesTold = 0;
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        const std::optional<qint64> endNs = record.endNs(index);
        if (record.outcome(index) != Outcome::Done || !endNs)
            continue;
        doneAt.push_back(*endNs);
        if (const std::optional<qint64> startNs = record.startNs(index)) {
            laneNs += static_cast<double>(*endNs - *startNs);
            ++lanesTold;
        }
        round.bytesReceived += record.bytes(index);
        if (const std::optional<qint64> response = record.responseNs(index))
            responses.push_back(*response);
        if (record.status(index) != 0)
            round.statuses.insert(record.status(index));
    }
    std::sort(doneAt.begin(), doneAt.end());
    round.done = static_cast<quint32>(doneAt.size());
    round.failed = failedIn(record);
    round.maxInFlight = mostInFlight(record);
    round.doneMs = millisecondsOf(thinned(doneAt));
    round.response = responseOf(responses);
    if (lanesTold > 0)
        round.laneMs = laneNs / 1e6 / lanesTold;
    round.digest = record.pageDigest;
    round.exchange = observedExchangeOf(record);
    if (round.failed > 0)
        round.problem = firstFailure(record);
}

void fill(ComparisonRound &round, const RunRecord &record, const RunTotals &totals)
{
    round.done = totals.done;
    round.failed = totals.failed + failedIn(record);
    round.maxInFlight = totals.mostInFlight;
    round.doneMs = millisecondsOf(totals.doneNs);
    round.response = responseOf(totals.response);
    round.statuses = totals.statuses;
    round.bytesReceived = totals.bytes.value_or(0);
    round.digest = totals.digest;
    round.exchange = totals.exchange;
    if (round.failed == 0)
        return;
    round.problem = totals.firstFault.isNone() ? firstFailure(record) : faultText(totals.firstFault);
    if (round.problem.isEmpty())
        round.problem = remarkText(RemarkKind::TellsNoReason);
}

} // namespace

ComparisonRound comparisonRound(const RunRecord &record, const RunEnd &end)
{
    ComparisonRound round;
    round.elapsedNs = end.elapsedNs;
    round.isDisturbed = end.isDisturbed;
    round.cost = record.cost;
    if (end.totals)
        fill(round, record, *end.totals);
    else
        fill(round, record);
    if (!end.problem.isEmpty())
        round.problem = end.problem;
    else if (round.failed > 0)
        return round;
    else if (round.elapsedNs <= 0)
        round.problem = remarkText(RemarkKind::TookNoTime);
    else if (round.done < record.requestCount())
        round.problem = remarkText(RemarkKind::EndedUnanswered);
    return round;
}

} // namespace fiftyfold
