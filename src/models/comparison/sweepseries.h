// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/sweep.h"

#include <QString>

#include <optional>
#include <vector>

namespace fiftyfold {

/// What a sweep is drawn of: requests that are done a second, mean response time in ms, processor time a request in µs.
enum class SweepFigure : quint8 { Throughput, Response, Cost };

/// A figure at one value of the sweep.
struct SweepPlace {
    double value = 0;
    Estimate figure;
    bool hasInterval = false;
};

/// Of one curve, the values at which the figure is known; none where it is not.
std::vector<SweepPlace> sweepPlaces(const SweepCurve &curve, SweepFigure figure);
bool hasFigure(const Sweep &sweep, SweepFigure figure);

/// What no curve can be above: at each value the highest bound; empty where none is known.
std::vector<SweepPlace> sweepBound(const Sweep &sweep);

/// All values of all curves, once each, from the least on.
std::vector<double> sweepValues(const Sweep &sweep);

/// "9,340/s", "5.10 ms", "66.2 µs"
QString sweepFigureText(SweepFigure figure, double value);
/// "64 at once", "4 engine threads", "200/s"
QString sweepValueText(const Sweep &sweep, double value);
/// Of the axis: "64", "200/s".
QString sweepTickText(const Sweep &sweep, double value);
/// What its curve is called: its own name, or where there is but one, what is drawn.
QString sweepCurveText(const SweepCurve &curve);
/// What the bound is: "at once ÷ shortest time of a request (Little’s law)", the response where no more is told, or the
/// rate.
QString sweepBoundText(const Sweep &sweep);
/// "async: 1 at once 195/s, 4 at once 780/s, knee at 64 at once; threads: …"
QString sweepSpokenText(const Sweep &sweep, SweepFigure figure);

/// What the axis of the values is called: "At once, log scale".
QString sweepAxisText(const Sweep &sweep);

/// Of what a request takes at least: "floor: 20.0 ms, the server’s own delay". Where that is not known, of the shortest
/// mean response time of all; nothing where nobody told of one.
struct SweepFloor {
    double ms = 0;
    QString text;
};
std::optional<SweepFloor> sweepFloor(const Sweep &sweep, std::optional<double> serverMs);

struct SweepTick {
    double value = 0;
    QString label;
};
/// Of a figure on a logarithmic axis that is so long: 1, 2, 5 × 10^k, or powers of ten alone where these would be
/// closer than `leastSpacing`.
std::vector<SweepTick> sweepTicks(SweepFigure figure, double least, double most, double length, double leastSpacing);

/// From where to where an axis goes.
struct SweepRange {
    double least = 1;
    double most = 10;
};
/// A range drawn out until there are two ticks to read it by, at least.
SweepRange sweepRangeWithTicks(SweepFigure figure, SweepRange range, double length, double leastSpacing);

} // namespace fiftyfold
