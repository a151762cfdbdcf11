// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/rateseries.h"

#include "core/run/runrecorder.h"

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

constexpr qint64 ms = 1'000'000;
constexpr std::array<qint64, 4> intervals = {100 * ms, 200 * ms, 500 * ms, 1000 * ms};

/// Some 200 points over the run's length, each of enough requests that one more or less is no peak.
qint64 intervalFor(qint64 lengthNs, double perSecond)
{
    constexpr double requestsAPoint = 20;
    constexpr qint64 pointsARun = 200;
    constexpr double nsASecond = 1e9;
    const double enough = perSecond > 0 ? requestsAPoint * nsASecond / perSecond : 0;
    const double wanted = std::max(static_cast<double>(lengthNs / pointsARun), enough);
    const auto *found = std::find_if(intervals.begin(), intervals.end(),
                                     [wanted](qint64 interval) { return static_cast<double>(interval) >= wanted; });
    return found == intervals.end() ? intervals.back() : *found;
}

RateSeries::Point merged(const RateSeries::Point &one, const RateSeries::Point &next)
{
    const auto length = [](const RateSeries::Point &point) { return static_cast<double>(point.endNs - point.beginNs); };
    const double whole = std::max(1.0, length(one) + length(next));
    RateSeries::Point point;
    point.beginNs = one.beginNs;
    point.endNs = next.endNs;
    point.sent = (one.sent * length(one) + next.sent * length(next)) / whole;
    point.done = (one.done * length(one) + next.done * length(next)) / whole;
    point.lagP99 = std::max(one.lagP99, next.lagP99); // nothing is less than any
    return point;
}

} // namespace

RateSeries::RateSeries(const RunPlan &plan)
{
    if (!plan.isOpen() && plan.isCountKnown())
        return;
    if (!plan.isOpen()) {
        m_intervalNs = intervalFor(plan.duration.count(), 0);
        m_nextAtNs = m_intervalNs;
        return;
    }
    m_schedule.emplace(plan);
    const qint64 span = m_schedule->spanNs(plan.requests);
    const double mean = span > 0 ? plan.requests * 1e9 / static_cast<double>(span) : 0;
    m_intervalNs = intervalFor(span, mean);
    m_nextAtNs = m_intervalNs;
    qint64 begin = 0;
    for (const RatePiece &piece : plan.rate.pieces) {
        const qint64 length = piece.length.count() > 0 ? piece.length.count() : span;
        const qint64 end = std::min(begin + length, span);
        if (end <= begin)
            break;
        for (const auto &[time, inside] : {std::pair(begin, begin), std::pair(end, end - 1)}) {
            m_asked.push_back({static_cast<double>(time), m_schedule->rateAt(inside)});
            m_highestRate = std::max(m_highestRate, m_asked.back().perSecond);
        }
        begin = end;
    }
}

void RateSeries::take(const FactBatch &batch, const RunRecord &record, const RunTally &tally, qint64 nowNs)
{
    if (!isOfUse())
        return;
    m_series.take(batch, record);
    if (nowNs < m_nextAtNs)
        return;
    m_nextAtNs += m_intervalNs * ((nowNs - m_nextAtNs) / m_intervalNs + 1); // by the clock, however late this one is
    add(m_series.pointAt(nowNs, tally));
}

void RateSeries::finish(const RunTally &tally, qint64 elapsedNs)
{
    const qint64 begin = m_points.empty() ? 0 : m_points.back().endNs;
    if (!isOfUse() || elapsedNs <= begin)
        return;
    const bool isShort = elapsedNs - begin < m_intervalNs / 2 && !m_points.empty();
    add(m_series.pointAt(elapsedNs, tally));
    if (!isShort)
        return;
    const Point last = m_points.back(); // a rate over next to no time is chance
    m_points.pop_back();
    m_points.back() = merged(m_points.back(), last);
}

void RateSeries::add(const SeriesPoint &point)
{
    const qint64 begin = m_points.empty() ? 0 : m_points.back().endNs;
    m_points.push_back({begin, point.at, point.sentRate, point.doneRate, point.lagP99});
    m_highestRate = std::max({m_highestRate, point.sentRate, point.doneRate});
    m_longestLagNs = std::max(m_longestLagNs, point.lagP99.value_or(0));
    if (m_points.size() > pointLimit)
        mergeNeighbours();
}

void RateSeries::mergeNeighbours()
{
    std::vector<Point> fewer;
    fewer.reserve(pointLimit);
    for (std::size_t i = 0; i < m_points.size(); i += 2)
        fewer.push_back(i + 1 < m_points.size() ? merged(m_points[i], m_points[i + 1]) : m_points[i]);
    m_points = std::move(fewer);
    m_intervalNs *= 2;
}

double RateSeries::shownRate() const
{
    constexpr std::size_t leastPoints = 8; // fewer have no few among them
    constexpr double usualShare = 0.95;
    constexpr double farAbove = 2.5; // times
    constexpr double room = 1.5;
    if (m_points.size() < leastPoints)
        return m_highestRate;
    std::vector<double> rates;
    rates.reserve(m_points.size());
    for (const Point &point : m_points)
        rates.push_back(std::max(point.sent, point.done));
    const auto nth = rates.begin() + static_cast<std::ptrdiff_t>(usualShare * static_cast<double>(rates.size() - 1));
    std::nth_element(rates.begin(), nth, rates.end());
    double usual = *nth;
    for (const Corner &corner : m_asked)
        usual = std::max(usual, corner.perSecond);
    return usual > 0 && m_highestRate > farAbove * usual ? room * usual : m_highestRate;
}

const RateSeries::Point *RateSeries::pointAt(qint64 timeNs) const
{
    const auto found = std::lower_bound(m_points.begin(), m_points.end(), timeNs,
                                        [](const Point &point, qint64 time) { return point.endNs < time; });
    return timeNs < 0 || found == m_points.end() ? nullptr : &*found;
}

std::optional<double> RateSeries::askedAt(qint64 timeNs) const
{
    if (!m_schedule)
        return std::nullopt;
    const bool isOver = m_asked.empty() || static_cast<double>(timeNs) >= m_asked.back().timeNs;
    return isOver ? 0 : m_schedule->rateAt(timeNs);
}

} // namespace fiftyfold
