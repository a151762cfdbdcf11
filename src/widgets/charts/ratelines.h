// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/rateseries.h"

#include <QColor>
#include <QString>

#include <vector>

namespace fiftyfold {

class StageColours;

/// What the rate chart draws: legend, chart and readout have the same names and colours for it.
enum class RateKind { Asked, Sent, Achieved, Lag };

/// One of them at one time.
struct RateLine {
    RateKind kind = RateKind::Asked;
    QString name;  ///< "sent"
    QString value; ///< "200/s"; of the lag "285 µs"
};

/// Those that a run has, in the order of the legend: a closed one has neither Asked nor Lag.
std::vector<RateKind> rateKindsOf(const RateSeries &series);
QString nameOf(RateKind kind);
QColor colourOf(RateKind kind, const StageColours &colours);

/// Empty where the series has nothing at that time.
std::vector<RateLine> rateLinesAt(const RateSeries &series, qint64 timeNs);

} // namespace fiftyfold
