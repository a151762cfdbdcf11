// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runsummary.h"

#include "core/run/loopwait.h"

#include <limits>
#include <vector>

namespace fiftyfold {

namespace {

/// A column at a time, so that the copies to be sorted never hold more than one.
template<typename DurationOf>
Distribution distributionOver(const RunRecord &record, DurationOf durationOf)
{
    std::vector<qint64> durations;
    for (quint32 i = 0; i < record.requestCount(); ++i) {
        if (const std::optional<qint64> duration = durationOf(i))
            durations.push_back(*duration);
    }
    return distributionOf(durations);
}

std::vector<TargetFigures> figuresOfTargets(const RunRecord &record)
{
    std::vector<TargetFigures> figures(static_cast<std::size_t>(record.plan().targetNames.size()));
    std::vector<std::vector<qint64>> responses(figures.size());
    for (quint32 i = 0; i < record.requestCount() && !figures.empty(); ++i) {
        const quint32 target = *record.target(i);
        TargetFigures &one = figures[target];
        ++one.requests;
        one.done += record.outcome(i) == Outcome::Done ? 1U : 0U;
        one.failed += record.outcome(i) == Outcome::Failed ? 1U : 0U;
        if (const std::optional<qint64> response = record.responseNs(i))
            responses[target].push_back(*response);
    }
    for (std::size_t target = 0; target < figures.size(); ++target)
        figures[target].response = distributionOf(responses[target]);
    return figures;
}

void addLoopWaits(const RunRecord &record, RunSummary &summary)
{
    double inProgressNs = 0;
    summary.loopWait = distributionOver(record, [&record, &inProgressNs](quint32 i) {
        const std::optional<qint64> wait = loopWaitNs(record, i);
        if (wait)
            inProgressNs += static_cast<double>(*record.endNs(i) - record.startNs(i).value_or(0));
        return wait;
    });
    if (inProgressNs > 0)
        summary.loopWaitShare = summary.loopWait.mean * summary.loopWait.count / inProgressNs;
}

} // namespace

bool hasNotableLoopWait(const RunSummary &summary)
{
    return summary.loopWait.count > 0 && isNotableLoopWait(summary.loopWait.p95, summary.latency.p50);
}

quint32 mostInFlight(const RunRecord &record)
{
    std::vector<qint64> starts;
    std::vector<qint64> ends;
    for (quint32 i = 0; i < record.requestCount(); ++i) {
        const std::optional<qint64> start = record.startNs(i);
        if (!start)
            continue;
        starts.push_back(*start);
        ends.push_back(record.endNs(i).value_or(std::numeric_limits<qint64>::max()));
    }
    return mostAtATime(starts, ends);
}

bool isAnswered(const RunSummary &summary)
{
    return summary.failed == 0 && (summary.done > 0 || summary.cancelled == 0);
}

QString firstFailure(const RunRecord &record)
{
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        if (record.outcome(index) != Outcome::Failed)
            continue;
        const QString message = record.errorMessage(index);
        return message.isEmpty() ? QString(errorClassName(record.error(index))) : message;
    }
    return {};
}

RunSummary summarise(const RunRecord &record)
{
    RunSummary summary;
    summary.elapsedNs = record.elapsedNs;
    summary.requests = record.requestCount();
    summary.connectionsOpened = record.connectionsOpened;
    summary.cost = record.cost;
    summary.maxInFlight = mostInFlight(record);

    double inFlightNs = 0;
    for (quint32 i = 0; i < record.requestCount(); ++i) {
        switch (record.outcome(i)) {
        case Outcome::Done:
            ++summary.done;
            break;
        case Outcome::Failed:
            ++summary.failed;
            ++summary.errors[record.error(i)];
            break;
        case Outcome::Cancelled:
        case Outcome::Pending: // a record that was cut off: what never ended did not happen
            ++summary.cancelled;
            break;
        }
        if (record.status(i) != 0)
            ++summary.statuses[record.status(i)];
        summary.bytesReceived += record.bytes(i);
        summary.retries += record.retries(i);
        const std::optional<qint64> start = record.startNs(i);
        const std::optional<qint64> end = record.endNs(i);
        if (start && end)
            inFlightNs += static_cast<double>(*end - *start);
    }
    if (record.elapsedNs > 0) {
        summary.overlap = inFlightNs / static_cast<double>(record.elapsedNs);
        summary.requestsPerSecond = summary.done * 1e9 / static_cast<double>(record.elapsedNs);
    }

    summary.latency = distributionOver(record, [&record](quint32 i) { return record.latencyNs(i); });
    if (record.plan().isOpen()) {
        summary.response = distributionOver(record, [&record](quint32 i) { return record.responseNs(i); });
        summary.lag = distributionOver(record, [&record](quint32 i) -> std::optional<qint64> {
            const std::optional<qint64> due = record.dueNs(i);
            return due ? std::optional(*record.startNs(i) - *due) : std::nullopt;
        });
        if (record.requestCount() > 0) // otherwise nothing was asked of it
            summary.health = loadHealthOf(record, summary.lag, summary.latency);
    } else {
        summary.response = summary.latency;
    }
    addLoopWaits(record, summary);
    summary.targets = figuresOfTargets(record);
    for (const Stage stage : allStages) {
        summary.stages[indexOf(stage)] = distributionOver(record, [&record, stage](quint32 i) -> std::optional<qint64> {
            if (record.outcome(i) != Outcome::Done || (stage == Stage::Queued && record.imported))
                return std::nullopt; // what another program reports begins as it is sent
            const std::optional<Interval> interval = record.stage(i, stage);
            return interval ? std::optional(interval->length()) : std::nullopt;
        });
    }
    return summary;
}

} // namespace fiftyfold
