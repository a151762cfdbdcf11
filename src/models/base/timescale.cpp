// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/timescale.h"

#include "core/text/numberlocale.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr double microsecond = 1e3;
constexpr double millisecond = 1e6;
constexpr double second = 1e9;
constexpr double minute = 60 * second;
constexpr double hour = 60 * minute;

constexpr double leastSpanNs = microsecond;
constexpr double greatestSpanNs = 78 * hour;

struct Label {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::TimeScale)
};

double decimalStep(double least)
{
    double power = 1;
    while (power * 5 < least)
        power *= 10;
    for (const double factor : {1.0, 2.0})
        if (factor * power >= least)
            return factor * power;
    return 5 * power;
}

/// The least round step that is no smaller than `least` nanoseconds.
double roundStep(double least)
{
    constexpr std::array<double, 9> sexagesimal = {10 * second, 20 * second, 30 * second, minute,     2 * minute,
                                                   5 * minute,  10 * minute, 20 * minute, 30 * minute};
    if (least <= 5 * second)
        return decimalStep(least);
    const auto step = std::lower_bound(sexagesimal.begin(), sexagesimal.end(), least);
    return step != sexagesimal.end() ? *step : hour * decimalStep(least / hour);
}

bool isMultiple(double value, double of)
{
    return std::fmod(value, of) == 0;
}

int decimalsOf(double step, double unit)
{
    int decimals = 0;
    for (; unit > 1 && !isMultiple(step, unit); unit /= 10)
        ++decimals;
    return decimals;
}

QString decimalLabel(const QString &format, double timeNs, double step, double unit)
{
    return format.arg(numberLocale().toString(timeNs / unit, 'f', decimalsOf(step, unit)));
}

/// `timeNs` in whole units, with the remainder in 60ths, and parts of them, after a colon where the step needs it.
QString sexagesimalLabel(const QString &format, double timeNs, double step, double unit)
{
    const double whole = std::floor(timeNs / unit);
    QString number = QString::number(whole, 'f', 0);
    if (!isMultiple(step, unit)) {
        const double sixtieth = unit / 60;
        const int decimals = decimalsOf(step, sixtieth);
        const QString rest = numberLocale().toString((timeNs - whole * unit) / sixtieth, 'f', decimals);
        number += QLatin1Char(':') + rest.rightJustified(decimals > 0 ? 3 + decimals : 2, QLatin1Char('0'));
    }
    return format.arg(number);
}

/// In the unit that suits the last tick.
QString labelOf(double timeNs, double step, double lastNs)
{
    if (lastNs >= 2 * hour && isMultiple(step, minute))
        return sexagesimalLabel(Label::tr("%1 h"), timeNs, step, hour);
    if (lastNs >= 2 * minute)
        return sexagesimalLabel(Label::tr("%1 min"), timeNs, step, minute);
    if (lastNs >= second)
        return decimalLabel(Label::tr("%1 s"), timeNs, step, second);
    if (lastNs >= millisecond)
        return decimalLabel(Label::tr("%1 ms"), timeNs, step, millisecond);
    return decimalLabel(Label::tr("%1 µs"), timeNs, step, microsecond);
}

} // namespace

double TimeScale::xOf(double timeNs) const
{
    return left + (timeNs - beginNs) / spanNs() * width;
}

double TimeScale::timeAt(double x) const
{
    return beginNs + (x - left) / width * spanNs();
}

TimeScale TimeScale::zoomed(double factor, double aroundNs) const
{
    const double span = std::clamp(spanNs() * factor, leastSpanNs, greatestSpanNs);
    TimeScale scale = *this;
    scale.beginNs = std::max(0.0, aroundNs - (aroundNs - beginNs) * (span / spanNs()));
    scale.endNs = scale.beginNs + span;
    return scale;
}

TimeScale TimeScale::panned(double byNs) const
{
    TimeScale scale = *this;
    scale.beginNs = std::max(0.0, beginNs + byNs);
    scale.endNs = scale.beginNs + spanNs();
    return scale;
}

std::vector<TimeScale::Tick> TimeScale::ticks(double leastSpacing) const
{
    std::vector<Tick> ticks;
    if (!(width > 0) || !(spanNs() > 0))
        return ticks;
    const double step = roundStep(std::max(leastSpacing, 1.0) * spanNs() / width);
    const double first = std::ceil(beginNs / step);
    const double last = std::floor(endNs / step);
    for (double count = first; count <= last; ++count)
        ticks.push_back({count * step, labelOf(count * step, step, std::max(last, 1.0) * step)});
    return ticks;
}

QString timeRangeForPeople(double beginNs, double endNs)
{
    constexpr double steps = 8;
    const double step = std::pow(10, std::floor(std::log10(std::max(steps, endNs - beginNs) / steps) + 1e-9));
    const double last = std::round(endNs / step) * step;
    const QString begin = labelOf(std::round(beginNs / step) * step, step, last);
    const QString end = labelOf(last, step, last);
    const QString unit = end.section(QLatin1Char(' '), 1);
    const bool isSameUnit = begin.section(QLatin1Char(' '), 1) == unit;
    return Label::tr("%1–%2", "from – to").arg(isSameUnit ? begin.section(QLatin1Char(' '), 0, 0) : begin, end);
}

} // namespace fiftyfold
