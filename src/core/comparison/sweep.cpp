// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/sweep.h"

#include <algorithm>
#include <cmath>

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

/// Of an open load from the first that was done to the last: how long the last one took is no part of its rate. Where
/// they came closer together than they were due, the first came late, and catching up is no higher rate.
double throughputOf(const ComparisonRound &round, const RunPlan &plan)
{
    double perSecond = round.throughput();
    if (!plan.isOpen())
        return perSecond;
    if (round.doneMs.size() >= 2 && round.doneMs.back() > round.doneMs.front()) {
        const double share = 1 - 1.0 / static_cast<double>(round.doneMs.size()); // a point may stand for several
        perSecond = round.done * share * 1e3 / static_cast<double>(round.doneMs.back() - round.doneMs.front());
    }
    return std::min(perSecond, plan.rate.pieces.first().from);
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
    point.throughput = *estimateOf(
        rounds, [&entry](const ComparisonRound &round) { return std::optional(throughputOf(round, entry.plan)); });
    const auto response = [&rounds](double ResponseFigures::*figure) {
        return estimateOf(rounds, [figure](const ComparisonRound &round) {
            return round.response ? std::optional((*round.response).*figure) : std::nullopt;
        });
    };
    point.meanMs = response(&ResponseFigures::meanMs);
    point.p95Ms = response(&ResponseFigures::p95Ms);
    point.laneMs = estimateOf(rounds, [](const ComparisonRound &round) { return round.laneMs; });
    point.cost = costOf(entry.wholeCosts());
    return point;
}

/// Of its whole rounds, in order.
std::vector<double> throughputsOf(const MeasuredEntry &entry)
{
    std::vector<double> values;
    for (const ComparisonRound &round : entry.rounds) {
        if (round.isWhole())
            values.push_back(throughputOf(round, entry.plan));
    }
    return values;
}

enum class Gain : quint8 { None, Unsure, Seen };

/// The most that one of the points behind this one gains over it.
Gain gainBehind(const std::vector<std::vector<double>> &throughputs, std::size_t index)
{
    Gain gain = Gain::None;
    for (std::size_t later = index + 1; later < throughputs.size(); ++later) {
        const Estimate ratio = ratioOf(throughputs[later], throughputs[index]);
        if (ratio.value >= 1 + leastGain)
            gain = std::max(gain, ratio.low > 1 ? Gain::Seen : Gain::Unsure);
    }
    return gain;
}

/// Never the last value, since behind that nothing is known.
void findKnee(SweepCurve &curve, const std::vector<const MeasuredEntry *> &entries)
{
    std::vector<std::vector<double>> throughputs;
    for (const SweepPoint &point : curve.points)
        throughputs.push_back(throughputsOf(*entries[point.entry]));
    for (std::size_t i = 0; i + 1 < curve.points.size(); ++i) {
        const Gain gain = gainBehind(throughputs, i);
        if (gain == Gain::Seen)
            continue;
        curve.knee = i;
        curve.isKneeUnsure = gain == Gain::Unsure;
        return;
    }
}

/// How far from its rate a load may be by chance: arrivals at random are so many more or less.
double toleratedShortfall(const RunPlan &plan)
{
    const bool isRandom = plan.arrivals != RunPlan().arrivals;
    const double byChance = isRandom ? 2 / std::sqrt(std::max(1.0, static_cast<double>(plan.requests))) : 0;
    return std::max(1 - leastShareReached, byChance);
}

void findHighestReached(SweepCurve &curve, const std::vector<const MeasuredEntry *> &entries)
{
    const auto isReached = [&entries](const SweepPoint &point) {
        const double least = *point.boundPerSecond * (1 - toleratedShortfall(entries[point.entry]->plan));
        return point.throughput.value >= least;
    };
    const auto highest = std::find_if(curve.points.rbegin(), curve.points.rend(), isReached);
    curve.isNoneReached = highest == curve.points.rend();
    if (!curve.isNoneReached && highest != curve.points.rbegin())
        curve.knee = static_cast<std::size_t>(curve.points.rend() - highest) - 1;
}

void lower(std::optional<double> &shortest, const std::optional<Estimate> &measured)
{
    if (measured && measured->value > 0)
        shortest = std::min(shortest.value_or(measured->value), measured->value);
}

bool tellsLanes(const SweepCurve &curve)
{
    return std::any_of(curve.points.begin(), curve.points.end(),
                       [](const SweepPoint &point) { return point.laneMs.has_value(); });
}

/// `hasLanes`: all curves tell of their lanes. Where one does not, the bounds of all are of the response alone, so that
/// shares of them can be held against each other.
void settle(SweepCurve &curve, const std::vector<const MeasuredEntry *> &entries, bool hasLanes)
{
    std::sort(curve.points.begin(), curve.points.end(),
              [](const SweepPoint &one, const SweepPoint &other) { return one.value < other.value; });
    for (const SweepPoint &point : curve.points) {
        lower(curve.floorMs, point.meanMs);
        if (hasLanes)
            lower(curve.laneMs, point.laneMs);
        curve.mostPerSecond = std::max(curve.mostPerSecond, point.throughput.value);
    }
    for (SweepPoint &point : curve.points) {
        const RunPlan &plan = entries[point.entry]->plan;
        if (plan.isOpen())
            point.boundPerSecond = plan.rate.pieces.first().from;
        else if (curve.boundMs())
            point.boundPerSecond = plan.effectiveAtOnce() * 1e3 / *curve.boundMs();
    }
    const QString factor = entries[curve.points.front().entry]->values.last().factor;
    if (factor == QLatin1String("rate"))
        findHighestReached(curve, entries);
    else
        findKnee(curve, entries);
    if (factor == QLatin1String("at-once") && curve.knee && curve.boundMs())
        curve.enoughAtOnce = curve.mostPerSecond * *curve.boundMs() / 1e3;
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

bool isOfRates(const Sweep &sweep)
{
    return sweep.factor->nameText() == QLatin1String("rate");
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
            if (!name.isEmpty())
                curve->label = entries[index]->values.first().label;
        }
        curve->points.push_back(*point);
    }
    const bool hasLanes = std::all_of(sweep.curves.begin(), sweep.curves.end(), tellsLanes);
    for (SweepCurve &curve : sweep.curves)
        settle(curve, entries, hasLanes);
    return sweep.curves.empty() ? std::nullopt : std::optional(sweep);
}

} // namespace fiftyfold
