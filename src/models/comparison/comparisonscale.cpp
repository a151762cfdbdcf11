// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/comparisonscale.h"

#include "core/text/numberlocale.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr double leastTimeMs = 0.001;
constexpr double leastRange = 4;    ///< Times that end by begin is at least.
constexpr double roomAtBegin = 1.3; ///< The shortest bar is still one.
constexpr double roomAtEnd = 1.02;

struct ComparisonLabel {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::ComparisonScale)
};

QString tickLabel(double ms)
{
    return ComparisonLabel::tr("%1 s").arg(numberLocale().toString(ms / 1e3, 'g', 6));
}

} // namespace

ComparisonScale ComparisonScale::around(double leastMs, double greatestMs)
{
    ComparisonScale scale;
    if (!(greatestMs > 0))
        return scale;
    const double least = std::min(std::max(leastMs, leastTimeMs), greatestMs);
    scale.beginMs = least / roomAtBegin;
    scale.endMs = std::max(greatestMs * roomAtEnd, scale.beginMs * leastRange);
    return scale;
}

double ComparisonScale::xOf(double ms) const
{
    const double bounded = std::clamp(ms, beginMs, endMs);
    return left + std::log(bounded / beginMs) / std::log(endMs / beginMs) * width;
}

std::vector<ComparisonScale::Tick> ComparisonScale::ticks(double leastSpacing) const
{
    if (!(width > 0) || !(beginMs > 0) || !(endMs > beginMs))
        return {};
    const double decade = width / std::log10(endMs / beginMs); // px
    const std::vector<double> factors =
        decade * std::log10(2.0) >= leastSpacing ? std::vector<double>{1, 2, 5} : std::vector<double>{1};
    const int stride = std::max(1, static_cast<int>(std::ceil(leastSpacing / decade)));
    const int first = static_cast<int>(std::floor(std::log10(beginMs)));
    const int last = static_cast<int>(std::ceil(std::log10(endMs)));
    std::vector<Tick> ticks;
    for (int power = first; power <= last; ++power) {
        if (factors.size() == 1 && power % stride != 0)
            continue;
        for (const double factor : factors) {
            const double ms = factor * std::pow(10.0, power);
            if (ms >= beginMs && ms <= endMs)
                ticks.push_back({ms, tickLabel(ms)});
        }
    }
    return ticks;
}

} // namespace fiftyfold
