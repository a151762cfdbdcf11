// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/loadhealth.h"
#include "core/run/runrecord.h"
#include "core/run/statistics.h"

#include <array>
#include <map>
#include <vector>

namespace fiftyfold {

/// Of the requests that asked one target.
struct TargetFigures {
    quint32 requests = 0;
    quint32 done = 0;
    quint32 failed = 0;
    Distribution response; ///< Of those that are done.
};

/// The figures of a run, made from its record alone, so that window, terminal and files say the same.
struct RunSummary {
    qint64 elapsedNs = 0;
    quint32 requests = 0;
    quint32 done = 0;
    quint32 failed = 0;
    quint32 cancelled = 0;
    double overlap = 0;           ///< Sum over requests of (end - end of queued) / elapsed.
    double requestsPerSecond = 0; ///< Done, by elapsed.
    qint64 bytesReceived = 0;
    std::optional<qint64> connectionsOpened;
    std::optional<RunCost> cost;
    quint32 maxInFlight = 0;
    quint32 retries = 0;
    Distribution latency;                        ///< Service time of requests that are done; network part only.
    Distribution response;                       ///< Response time of them; of a closed load the same.
    Distribution lag;                            ///< Of all that began in an open load: how long after they were due.
    std::optional<LoadHealth> health;            ///< Of an open load.
    Distribution loopWait;                       ///< Of requests that are done, see loopwait.h.
    double loopWaitShare = 0;                    ///< Of the time that these were in progress; 0 to 1.
    std::array<Distribution, stageCount> stages; ///< By stage, of requests that are done.
    std::vector<TargetFigures> targets;          ///< In the order of the plan's; none where there is but one.
    std::map<ErrorClass, quint32> errors;        ///< Of failed requests; None and Cancelled never appear.
    std::map<quint16, quint32> statuses;
};

/// The most requests that had left the queue without having ended. One that ends as another starts makes room for it.
quint32 mostInFlight(const RunRecord &record);

/// Whether nothing failed, and not all of it was cancelled: what the end of a run's time cancels is no failure, but a
/// server that answered nothing is one.
bool isAnswered(const RunSummary &summary);

/// Why the first of those that failed did, in a sentence or a class; empty where none did.
QString firstFailure(const RunRecord &record);

/// Whether its loop wait is worth a word: its p95, beside the median of the service time.
bool hasNotableLoopWait(const RunSummary &summary);

/// Reads the whole record: for a million requests, best off the main thread.
RunSummary summarise(const RunRecord &record);

} // namespace fiftyfold
