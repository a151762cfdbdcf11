// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"
#include "core/run/statistics.h"

#include <QString>

#include <optional>

namespace fiftyfold {

/// Whether the client kept the rate that was asked of it.
enum class LoadVerdict : quint8 { KeptUp, FellBehind, TooFewLanes };
inline constexpr int loadVerdictCount = 3;

/// "kept-up", "fell-behind", "too-few-lanes".
QLatin1String loadVerdictName(LoadVerdict verdict);

/// What makes a load another than the one that was asked for: less of the rate than this, processors busier than this.
inline constexpr double leastRateRatio = 0.99;
inline constexpr double mostClientCpuShare = 0.9;

/// Of an open run: how well its requests went out when they were due. Rates are requests a second.
struct LoadHealth {
    double askedRate = 0;    ///< On average, over the time in which they were due.
    double achievedRate = 0; ///< The same of those that began, and in the time that it took for them to begin.
    double ratio = 0;        ///< Of what was due what began, less where that took longer; 0 to 1.
    quint32 neededLanes = 0; ///< The most that were due, or in flight, at one time.
    std::optional<double> clientCpuShare; ///< Of the processors that the client's threads could use; 0 to 1.
    LoadVerdict verdict = LoadVerdict::KeptUp;
};

/// `lag` and `service` are the distributions of the run. It fell behind where less than 99 % of the rate was reached,
/// where the p99 of the lag is above 1 ms and above 5 % of the median service time, or where its processors were over
/// 90 % busy; where it had fewer lanes than it needed and its processors had time left, that is why. A lag below a
/// millisecond is what timers and the scheduler take on any machine.
LoadHealth loadHealthOf(const RunRecord &record, const Distribution &lag, const Distribution &service);

/// The same of a run that goes on, from what began until `nowNs`, within the 1 % of its histograms; its verdict is that
/// of the lag alone, for want of lanes where all were in use at one time, and how many it needs is known at its end.
/// Nothing before a request began.
std::optional<LoadHealth> loadHealthSoFar(const RunPlan &plan, const LiveHistogram &lag, const LiveHistogram &service,
                                          quint32 mostInFlight, qint64 nowNs);

/// One sentence that says it, "The client fell behind (…): …", and what would help.
QString loadHealthSentence(const LoadHealth &health, const Distribution &lag, const RunPlan &plan);

} // namespace fiftyfold
