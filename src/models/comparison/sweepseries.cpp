// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/sweepseries.h"

#include "core/run/costwording.h"
#include "core/text/quantities.h"
#include "models/base/durationscale.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <map>

namespace fiftyfold {

namespace {

struct SweepWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::Sweep)
};

std::optional<Estimate> figureOf(const SweepPoint &point, SweepFigure figure)
{
    switch (figure) {
    case SweepFigure::Throughput:
        return point.throughput;
    case SweepFigure::Response:
        return point.meanMs;
    case SweepFigure::Cost:
        break;
    }
    return point.cost ? std::optional(point.cost->cpuUs) : std::nullopt;
}

bool isOf(const Sweep &sweep, const char *factor)
{
    return QLatin1String(sweep.factor->name) == QLatin1String(factor);
}

/// Of a duration, in the figure's unit.
double nanoseconds(SweepFigure figure)
{
    return figure == SweepFigure::Response ? 1e6 : 1e3;
}

constexpr double axisRoom = 1.02; ///< Beyond a tick that is at an end.

/// The next of 1, 2 and 5 times a power of ten that is less. 1 over it is such a number, too.
double roundBelow(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {5.0, 2.0, 1.0}) {
        if (factor * power < value * 0.999)
            return factor * power;
    }
    return power / 2;
}

} // namespace

std::vector<SweepPlace> sweepPlaces(const SweepCurve &curve, SweepFigure figure)
{
    std::vector<SweepPlace> places;
    for (const SweepPoint &point : curve.points) {
        const std::optional<Estimate> value = figureOf(point, figure);
        if (value && value->value > 0) // what is not has no place on a logarithmic axis
            places.push_back({point.value, *value, point.rounds >= 2 && value->low > 0});
    }
    return places;
}

bool hasFigure(const Sweep &sweep, SweepFigure figure)
{
    return std::any_of(sweep.curves.begin(), sweep.curves.end(),
                       [figure](const SweepCurve &curve) { return !sweepPlaces(curve, figure).empty(); });
}

std::vector<SweepPlace> sweepBound(const Sweep &sweep)
{
    std::map<double, double> bounds;
    for (const SweepCurve &curve : sweep.curves) {
        for (const SweepPoint &point : curve.points) {
            if (point.boundPerSecond)
                bounds[point.value] = std::max(bounds[point.value], *point.boundPerSecond);
        }
    }
    std::vector<SweepPlace> places;
    for (const auto &[value, bound] : bounds)
        places.push_back({value, {bound, bound, bound}, false});
    return places;
}

std::vector<double> sweepValues(const Sweep &sweep)
{
    std::vector<double> values;
    for (const SweepCurve &curve : sweep.curves) {
        for (const SweepPoint &point : curve.points)
            values.push_back(point.value);
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

QString sweepFigureText(SweepFigure figure, double value)
{
    switch (figure) {
    case SweepFigure::Throughput:
        return throughputForPeople(value);
    case SweepFigure::Response:
        return durationForPeople(std::llround(value * 1e6));
    case SweepFigure::Cost:
        break;
    }
    return processorTimeForPeople(value);
}

QString sweepTickText(const Sweep &sweep, double value)
{
    const QString number = numberLocale().toString(value, 'g', 7);
    return isOf(sweep, "rate") ? number + QLatin1String("/s") : number;
}

QString sweepValueText(const Sweep &sweep, double value)
{
    const QString number = sweepTickText(sweep, value);
    if (isOf(sweep, "at-once"))
        return SweepWords::tr("%1 at once").arg(number);
    return isOf(sweep, "threads") ? SweepWords::tr("engine threads: %1").arg(number) : number;
}

QString sweepCurveText(const SweepCurve &curve)
{
    return curve.name.isEmpty() ? SweepWords::tr("measured") : curve.label.isEmpty() ? curve.name : curve.label;
}

QString sweepBoundText(const Sweep &sweep)
{
    if (isOf(sweep, "rate"))
        return SweepWords::tr("the rate that was asked for");
    const bool hasLanes = !sweep.curves.empty() && sweep.curves.front().laneMs;
    return hasLanes ? SweepWords::tr("at once ÷ shortest time of a request (Little’s law)")
                    : SweepWords::tr("at once ÷ shortest response (Little’s law)");
}

QString sweepAxisText(const Sweep &sweep)
{
    return SweepWords::tr("%1, log scale").arg(QCoreApplication::translate("fiftyfold::Factor", sweep.factor->label));
}

std::optional<SweepFloor> sweepFloor(const Sweep &sweep, std::optional<double> serverMs)
{
    if (serverMs)
        return SweepFloor{
            *serverMs,
            SweepWords::tr("floor: %1, the server’s own delay").arg(sweepFigureText(SweepFigure::Response, *serverMs))};
    std::optional<double> shortest;
    for (const SweepCurve &curve : sweep.curves) {
        if (curve.floorMs)
            shortest = std::min(shortest.value_or(*curve.floorMs), *curve.floorMs);
    }
    if (!shortest)
        return std::nullopt;
    return SweepFloor{
        *shortest,
        SweepWords::tr("floor: %1, the shortest measured").arg(sweepFigureText(SweepFigure::Response, *shortest))};
}

QString sweepSpokenText(const Sweep &sweep, SweepFigure figure)
{
    QStringList curves;
    for (const SweepCurve &curve : sweep.curves) {
        QStringList parts;
        for (const SweepPlace &place : sweepPlaces(curve, figure))
            parts.append(SweepWords::tr("%1 %2").arg(sweepValueText(sweep, place.value),
                                                     sweepFigureText(figure, place.figure.value)));
        if (parts.isEmpty())
            continue;
        if (figure == SweepFigure::Throughput && curve.knee)
            parts.append(SweepWords::tr("knee at %1").arg(sweepValueText(sweep, curve.points[*curve.knee].value)));
        curves.append(SweepWords::tr("%1: %2").arg(sweepCurveText(curve), parts.join(QLatin1String(", "))));
    }
    return curves.join(QLatin1String("; "));
}

std::vector<SweepTick> sweepTicks(SweepFigure figure, double least, double most, double length, double leastSpacing)
{
    DurationScale scale;
    scale.isLog = true;
    scale.length = length;
    const double unit = figure == SweepFigure::Throughput ? 1e6 : nanoseconds(figure);
    scale.leastNs = least * unit;
    scale.mostNs = most * unit;
    std::vector<SweepTick> ticks;
    for (const TimeScale::Tick &tick : scale.ticks(leastSpacing)) {
        const double value = tick.timeNs / unit;
        ticks.push_back(
            {value, figure == SweepFigure::Throughput ? numberLocale().toString(value, 'g', 7) : tick.label});
    }
    return ticks;
}

SweepRange sweepRangeWithTicks(SweepFigure figure, SweepRange range, double length, double leastSpacing)
{
    constexpr int mostTimes = 6;
    for (int time = 0; time < mostTimes; ++time) {
        if (sweepTicks(figure, range.least, range.most, length, leastSpacing).size() >= 2)
            break;
        // The end that is nearer to the next round value.
        const double below = roundBelow(range.least);
        const double above = 1 / roundBelow(1 / range.most);
        if (range.least / below < above / range.most)
            range.least = below / axisRoom;
        else
            range.most = above * axisRoom;
    }
    return range;
}

} // namespace fiftyfold
