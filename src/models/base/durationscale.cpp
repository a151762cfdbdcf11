// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/durationscale.h"

#include "core/text/numberlocale.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

struct DurationScaleWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::DurationScale)
};

/// Of 1, 2 or 5 times a power of ten.
QString roundDurationLabel(double ns)
{
    const auto number = [ns](double unit) { return numberLocale().toString(ns / unit, 'g', 6); };
    if (ns < 1e6)
        return DurationScaleWording::tr("%1 µs").arg(number(1e3));
    if (ns < 1e9)
        return DurationScaleWording::tr("%1 ms").arg(number(1e6));
    return DurationScaleWording::tr("%1 s").arg(number(1e9));
}

} // namespace

DurationScale DurationScale::around(double leastNs, double mostNs, bool isLog, double length)
{
    constexpr double headroom = 1.08;
    DurationScale scale;
    scale.isLog = isLog;
    scale.length = std::max(length, 1.0);
    scale.mostNs = std::max(mostNs, 1'000.0) * headroom;
    if (!isLog)
        return scale;
    scale.mostNs *= headroom; // a share of the way to the top is less there
    const double least = std::max(leastNs, 1'000.0) / headroom;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    scale.leastNs = power;
    for (const double factor : {2.0, 5.0}) {
        if (factor * power <= least)
            scale.leastNs = factor * power;
    }
    return scale;
}

DurationScale DurationScale::withRoomBefore(double px) const
{
    const double room = std::min(px, length / 4);
    const double share = room / (length - room);
    DurationScale scale = *this;
    scale.leastNs = isLog ? leastNs * std::pow(mostNs / leastNs, -share) : leastNs - share * (mostNs - leastNs);
    return scale;
}

double DurationScale::offsetOf(double ns) const
{
    const double share = isLog ? std::log(std::max(ns, 1.0) / leastNs) / std::log(mostNs / leastNs)
                               : (ns - leastNs) / (mostNs - leastNs);
    return std::max(share, -1.0) * length;
}

double DurationScale::durationAt(double offset) const
{
    const double share = offset / length;
    return isLog ? leastNs * std::pow(mostNs / leastNs, share) : leastNs + share * (mostNs - leastNs);
}

std::vector<TimeScale::Tick> DurationScale::ticks(double leastSpacing) const
{
    if (!isLog) {
        TimeScale even;
        even.beginNs = std::max(leastNs, 0.0);
        even.endNs = mostNs;
        even.width = length - offsetOf(even.beginNs);
        return even.ticks(leastSpacing);
    }
    const double decade = length / std::log10(mostNs / leastNs); // px
    const bool hasThree = decade * std::log10(2.0) >= leastSpacing;
    const int decades = std::max(1, static_cast<int>(std::ceil(leastSpacing / decade))); // from one label to the next
    std::vector<TimeScale::Tick> ticks;
    for (int exponent = static_cast<int>(std::floor(std::log10(leastNs))); std::pow(10.0, exponent) <= mostNs;
         ++exponent) {
        if (exponent % decades != 0)
            continue;
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double ns = factor * std::pow(10.0, exponent);
            if ((factor == 1.0 || hasThree) && ns >= leastNs * 0.999 && ns <= mostNs)
                ticks.push_back({ns, roundDurationLabel(ns)});
        }
    }
    return ticks;
}

} // namespace fiftyfold
