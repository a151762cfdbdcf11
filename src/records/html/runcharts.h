// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "core/run/runrecord.h"
#include "core/run/runsummary.h"
#include "core/run/thresholds.h"

#include <QString>

namespace fiftyfold {

// The charts of a run's report, with their legends, as markup. Each is bounded, however many requests there are; empty
// where the record has nothing to draw.

/// Of a record without requests, at the percentiles that its file states. `baseline`, if there is one, behind it.
QString percentileChart(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                        const ComparedRun *baseline = nullptr);
/// Each request, or of many the median, p95 and longest of each piece of time.
QString responseTimeChart(const RunRecord &record, const Expectations &expectations);
/// Requests done and failed a second, and how many were asked for.
QString throughputChart(const RunRecord &record);
/// What the time of those that are done went to.
QString stageShareChart(const RunSummary &summary);
/// The stages of some requests, evenly chosen where there are many.
QString waterfallChart(const RunRecord &record);

} // namespace fiftyfold
