// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/thresholds.h"
#include "models/run/latencyspread.h"

#include <QString>

#include <vector>

namespace fiftyfold {

/// A threshold as a line in charts of times.
struct LatencyLimit {
    QString text; ///< "p95 < 400 ms"
    LatencyTime time = LatencyTime::Response;
    double ns = 0;
    friend bool operator==(const LatencyLimit &, const LatencyLimit &) = default;
};

/// Of those that limit one of these times, in ascending order.
std::vector<LatencyLimit> latencyLimitsOf(const Expectations &expectations);

/// The end of a scale that has room for `longestNs`, and for those that are not far above it.
double longestWith(const std::vector<LatencyLimit> &limits, double longestNs);

} // namespace fiftyfold
