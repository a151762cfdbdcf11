// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/timeaxis.h"

#include "models/base/timescale.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

constexpr double zoomStep = 0.7;

/// The least of 1, 1.2, 1.5, 2, 2.5, … × 10^k that is no smaller than `leastNs`.
double roundEnd(double leastNs)
{
    const double power = std::pow(10, std::floor(std::log10(leastNs)));
    for (const double factor : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
        if (factor * power >= leastNs)
            return factor * power;
    return 10 * power;
}

TimeScale scaleOf(const TimeAxis &axis)
{
    TimeScale scale;
    scale.beginNs = axis.beginNs();
    scale.endNs = axis.endNs();
    return scale;
}

} // namespace

void TimeAxis::reset()
{
    m_isFollowing = true;
    m_wholeEndNs = emptyEndNs;
    const bool isRangeNew = setRange(0, emptyEndNs);
    const bool isCursorNew = m_nowNs || m_hoverNs;
    m_nowNs.reset();
    m_hoverNs.reset();
    m_pointedNs.reset();
    if (isRangeNew)
        Q_EMIT rangeChanged();
    if (isCursorNew)
        Q_EMIT cursorChanged();
}

void TimeAxis::setNow(double nowNs)
{
    constexpr double fullAt = 0.97;
    constexpr double ahead = 1.2;
    setNowAndWhole(nowNs, nowNs > fullAt * m_wholeEndNs ? roundEnd(ahead * nowNs) : m_wholeEndNs);
}

void TimeAxis::finish(double endNs)
{
    constexpr double margin = 1.03;
    constexpr double leastNs = 1'000;
    setNowAndWhole(endNs, std::max(leastNs, margin * endNs));
}

void TimeAxis::setHover(std::optional<double> timeNs)
{
    if (timeNs == m_hoverNs)
        return;
    m_hoverNs = timeNs;
    m_pointedNs = timeNs;
    Q_EMIT cursorChanged();
}

void TimeAxis::zoom(double factor, double aroundNs)
{
    const TimeScale scale = scaleOf(*this).zoomed(factor, aroundNs);
    setUserRange(scale.beginNs, scale.endNs);
    m_pointedNs = aroundNs;
}

void TimeAxis::pan(double byNs)
{
    const TimeScale scale = scaleOf(*this).panned(byNs);
    setUserRange(scale.beginNs, scale.endNs);
}

void TimeAxis::zoomIn()
{
    zoom(zoomStep, zoomCentreNs());
}

void TimeAxis::zoomOut()
{
    zoom(1 / zoomStep, zoomCentreNs());
}

void TimeAxis::show(double beginNs, double endNs)
{
    const TimeScale scale = scaleOf(*this);
    const TimeScale wanted = scale.zoomed((endNs - beginNs) / scale.spanNs(), scale.beginNs);
    const TimeScale there = wanted.panned(beginNs - wanted.beginNs);
    setUserRange(there.beginNs, there.endNs);
}

void TimeAxis::fit()
{
    m_isFollowing = true;
    if (setRange(0, m_wholeEndNs))
        tellRange();
}

bool TimeAxis::setRange(double beginNs, double endNs)
{
    if (beginNs == m_beginNs && endNs == m_endNs)
        return false;
    m_beginNs = beginNs;
    m_endNs = endNs;
    return true;
}

/// Tells of the changes only once all of them are made: a listener sees range and cursor that belong together.
void TimeAxis::setNowAndWhole(double nowNs, double wholeEndNs)
{
    m_wholeEndNs = wholeEndNs;
    const bool isRangeNew = m_isFollowing && setRange(0, wholeEndNs);
    const bool isCursorNew = m_nowNs != nowNs;
    m_nowNs = nowNs;
    if (isRangeNew)
        tellRange();
    if (isCursorNew)
        Q_EMIT cursorChanged();
}

void TimeAxis::setUserRange(double beginNs, double endNs)
{
    if (!setRange(beginNs, endNs))
        return;
    m_isFollowing = false;
    tellRange();
}

/// The mouse stands over another time now, and only it knows over which.
void TimeAxis::tellRange()
{
    m_pointedNs.reset();
    const bool hadHover = std::exchange(m_hoverNs, std::nullopt).has_value();
    Q_EMIT rangeChanged();
    if (hadHover)
        Q_EMIT cursorChanged();
}

} // namespace fiftyfold
