// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/sweep.h"

#include <algorithm>

namespace fiftyfold {

namespace {

template<typename Figure>
std::optional<Estimate> estimateOf(const std::vector<const ComparisonRound *> &rounds, Figure &&figure)
{
    std::vector<double> values;
    for (const ComparisonRound *round : rounds) {
        if (const std::optional<double> value = figure(*round))
            values.push_back(*value);
    }
    return values.size() == rounds.size() ? std::optional(medianOf(values)) : std::nullopt;
}

/// Of an open load from the first that was done to the last: how long the last one took is no part of its rate.
double throughputOf(const ComparisonRound &round, bool isOpen)
{
    if (!isOpen || round.doneMs.size() < 2 || round.doneMs.back() <= round.doneMs.front())
        return round.throughput();
    const double share = 1 - 1.0 / static_cast<double>(round.doneMs.size()); // a point may stand for several
    return round.done * share * 1e3 / static_cast<double>(round.doneMs.back() - round.doneMs.front());
}

std::optional<SweepPoint> pointOf(const MeasuredEntry &entry, std::size_t index)
{
    std::vector<const ComparisonRound *> rounds;
    for (const ComparisonRound &round : entry.rounds) {
        if (round.isWhole())
            rounds.push_back(&round);
    }
    const FactorValue &value = entry.values.last();
    if (rounds.empty() || !entry.problem.isEmpty() || !value.number)
        return std::nullopt;
    SweepPoint point;
    point.entry = index;
    point.value = *value.number;
    point.text = value.text;
    point.rounds = rounds.size();
    point.throughput = *estimateOf(rounds, [isOpen = entry.plan.isOpen()](const ComparisonRound &round) {
        return std::optional(throughputOf(round, isOpen));
    });
    const auto response = [&rounds](double ResponseFigures::*figure) {
        return estimateOf(rounds, [figure](const ComparisonRound &round) {
            return round.response ? std::optional((*round.response).*figure) : std::nullopt;
        });
    };
    point.meanMs = response(&ResponseFigures::meanMs);
    point.p95Ms = response(&ResponseFigures::p95Ms);
    point.cost = costOf(entry.wholeCosts());
    return point;
}

/// Of all but the last value, since behind that nothing is known.
std::optional<std::size_t> kneeOf(const std::vector<SweepPoint> &points)
{
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        if (points[i + 1].throughput.value < points[i].throughput.value * (1 + leastGain))
            return i;
    }
    return std::nullopt;
}

void settle(SweepCurve &curve, const std::vector<const MeasuredEntry *> &entries)
{
    std::sort(curve.points.begin(), curve.points.end(),
              [](const SweepPoint &one, const SweepPoint &other) { return one.value < other.value; });
    for (const SweepPoint &point : curve.points) {
        if (point.meanMs && point.meanMs->value > 0)
            curve.floorMs = std::min(curve.floorMs.value_or(point.meanMs->value), point.meanMs->value);
        curve.mostPerSecond = std::max(curve.mostPerSecond, point.throughput.value);
    }
    for (SweepPoint &point : curve.points) {
        const RunPlan &plan = entries[point.entry]->plan;
        if (plan.isOpen())
            point.boundPerSecond = plan.rate.pieces.first().from;
        else if (curve.floorMs)
            point.boundPerSecond = plan.effectiveAtOnce() * 1e3 / *curve.floorMs;
    }
    curve.knee = kneeOf(curve.points);
    const bool isOfLanes = entries[curve.points.front().entry]->values.last().factor == QLatin1String("at-once");
    if (isOfLanes && curve.knee && curve.floorMs)
        curve.enoughAtOnce = curve.mostPerSecond * *curve.floorMs / 1e3;
}

/// Of the other factor.
QString curveNameOf(const MeasuredEntry &entry)
{
    return entry.values.size() > 1 ? entry.values.first().text : QString();
}

} // namespace

QString throughputForPeople(double perSecond, const QLocale &locale)
{
    return locale.toString(perSecond, 'f', perSecond < 99.95 ? 1 : 0) + QLatin1String("/s");
}

std::optional<Sweep> sweepOf(const std::vector<const MeasuredEntry *> &entries)
{
    if (entries.empty() || entries.front()->values.isEmpty() || !entries.front()->values.last().number)
        return std::nullopt;
    Sweep sweep;
    sweep.factor = findFactor(entries.front()->values.last().factor);
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const std::optional<SweepPoint> point = pointOf(*entries[index], index);
        if (!point)
            continue;
        const QString name = curveNameOf(*entries[index]);
        auto curve = std::find_if(sweep.curves.begin(), sweep.curves.end(),
                                  [&name](const SweepCurve &one) { return one.name == name; });
        if (curve == sweep.curves.end()) {
            sweep.curves.push_back({});
            curve = std::prev(sweep.curves.end());
            curve->name = name;
        }
        curve->points.push_back(*point);
    }
    for (SweepCurve &curve : sweep.curves)
        settle(curve, entries);
    return sweep.curves.empty() ? std::nullopt : std::optional(sweep);
}

} // namespace fiftyfold
