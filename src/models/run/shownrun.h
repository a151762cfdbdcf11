// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runsummary.h"
#include "core/run/thresholds.h"
#include "models/run/duerequests.h"
#include "models/run/errormodel.h"
#include "models/run/latencypoints.h"
#include "models/run/latencyspread.h"
#include "models/run/rateseries.h"
#include "models/run/runfigures.h"
#include "models/run/stageseries.h"
#include "models/run/timelineindex.h"

#include <atomic>
#include <memory>

class QThread;

namespace fiftyfold {

/// All that the window shows of a run that was kept, made of its record at once and off the main thread: what a run
/// that goes on has from its facts, one after the other.
struct ShownRun {
    std::shared_ptr<const RunRecord> record;
    bool hasRequests = false; ///< Otherwise nothing is known but the figures.
    std::shared_ptr<const RunSummary> summary;
    RunFigures figures;
    Expectations expectations;
    LatencySpreads spreads;
    StageSeries series;
    RateSeries rates;
    LatencyPoints latencyPoints;
    DueRequests due;
    TimelineIndex timeline; ///< Of no DueRequests: who shows it says where those are then.
    std::unique_ptr<ErrorModel> errors;
    FactBatch lastSteps;      ///< Of as many lines as a log keeps, or a few more, in the order of time.
    quint64 linesLeftOut = 0; ///< Of before.
};

/// `summary` and `expectations` are the record's. Of a record without requests the percentiles that its file states are
/// the curve. `thread` is where it will be shown. Null once it `isCancelled`.
std::unique_ptr<ShownRun> shownRunOf(const std::shared_ptr<const RunRecord> &record, bool hasRequests,
                                     const RunSummary &summary, const Expectations &expectations, QThread *thread,
                                     const std::atomic_bool &isCancelled);

/// What was told of a request that has ended, in its order, as far as its record keeps it. Adds to `facts`.
void addFactsOf(const RunRecord &record, quint32 request, std::vector<Fact> &facts);

} // namespace fiftyfold
