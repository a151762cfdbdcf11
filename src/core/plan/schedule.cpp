// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/schedule.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiftyfold {

namespace {

constexpr double nanosecondsASecond = 1e9;
constexpr double roundingOfCounts = 1e-9; ///< 0.1 × 30 is a little more than 3.

double secondsOf(std::chrono::nanoseconds time)
{
    return static_cast<double>(time.count()) / nanosecondsASecond;
}

} // namespace

Schedule::Schedule(const RunPlan &plan)
    : m_isPoisson(plan.arrivals == QLatin1String("poisson"))
    , m_seed(plan.seed)
    , m_random(plan.seed)
{
    const std::chrono::nanoseconds given = plan.rate.length();
    m_end = given.count() > 0 ? given : plan.duration;
    if (plan.duration.count() > 0)
        m_end = std::min(m_end, plan.duration);
    double begin = 0;
    double before = 0;
    for (const RatePiece &piece : plan.rate.pieces) {
        const bool isEndless = piece.length.count() == 0 && plan.duration.count() == 0;
        Piece one;
        one.from = piece.from;
        one.begin = begin;
        one.before = before;
        one.length = isEndless ? std::numeric_limits<double>::infinity()
                               : secondsOf(piece.length.count() > 0 ? piece.length : plan.duration);
        one.slope = piece.isRamp() ? (piece.to - piece.from) / one.length : 0;
        m_pieces.push_back(one);
        begin += one.length;
        before += isEndless ? 0 : one.countUntil(one.length);
    }
}

double Schedule::nextVariate()
{
    constexpr int unusedBits = 11;
    const double uniform = static_cast<double>(m_random() >> unusedBits) * 0x1p-53; // in [0, 1)
    return -std::log1p(-uniform);
}

qint64 Schedule::dueNs(quint32 request)
{
    if (!m_isPoisson)
        return timeOf(request);
    if (request + quint64(1) < m_drawn) {
        m_random.seed(m_seed);
        m_drawn = 0;
        m_sum = 0;
    }
    for (; m_drawn <= request; ++m_drawn)
        m_sum += nextVariate();
    return timeOf(m_sum);
}

/// When the integral of the rate is that much.
qint64 Schedule::timeOf(double requests) const
{
    auto piece = std::upper_bound(m_pieces.begin(), m_pieces.end(), requests,
                                  [](double count, const Piece &one) { return count < one.before; }) -
                 1;
    // Pieces at rate zero have none: what is due there is due where the rate begins again, or after the end.
    while (piece + 1 != m_pieces.end() && requests >= (piece + 1)->before)
        ++piece;
    const double own = requests - piece->before;
    const double root = std::sqrt(std::max(0.0, piece->from * piece->from + 2 * piece->slope * own));
    const double divisor = piece->from + root;
    double seconds = 0;
    if (divisor > 0)
        seconds = 2 * own / divisor;
    else if (own > 0)
        seconds = piece->length;
    constexpr double latest = 4e18; // of what 64 bits hold; 130 years
    return std::llround(std::min((piece->begin + seconds) * nanosecondsASecond, latest));
}

quint32 Schedule::count(quint32 most) const
{
    if (m_end.count() == 0)
        return most;
    const double all = integralAt(m_end.count());
    if (!m_isPoisson)
        return static_cast<quint32>(std::min<double>(most, std::ceil(all - roundingOfCounts)));
    Schedule again = *this;
    again.m_random.seed(m_seed);
    double sum = again.nextVariate();
    quint32 count = 0;
    for (; count < most && sum < all; ++count)
        sum += again.nextVariate();
    return count;
}

qint64 Schedule::spanNs(quint32 count) const
{
    const qint64 span = timeOf(count);
    return m_end.count() > 0 ? std::min<qint64>(span, m_end.count()) : span;
}

double Schedule::integralAt(qint64 atNs) const
{
    const double at = static_cast<double>(std::max<qint64>(atNs, 0)) / nanosecondsASecond;
    double sum = 0;
    for (const Piece &piece : m_pieces) {
        if (at > piece.begin)
            sum += piece.countUntil(std::min(at - piece.begin, piece.length));
    }
    return sum;
}

double Schedule::rateAt(qint64 atNs) const
{
    const double at = static_cast<double>(atNs) / nanosecondsASecond;
    for (const Piece &piece : m_pieces) {
        if (at >= piece.begin && at < piece.begin + piece.length)
            return piece.from + piece.slope * (at - piece.begin);
    }
    return 0;
}

RunPlan settledLoad(const RunPlan &plan)
{
    RunPlan settled = plan;
    if (plan.isOpen()) {
        settled.requests = Schedule(plan).count(plan.requestsAtMost());
        settled.atOnce = std::min(plan.atOnce, settled.requests);
    }
    return settled;
}

RunPlan countedLoad(const RunPlan &plan)
{
    if (!plan.hasEnd())
        return plan;
    RunPlan counted = plan;
    counted.duration = std::chrono::nanoseconds(0);
    const bool isSteady = plan.isOpen() && plan.rate.length().count() == 0;
    if (isSteady) {
        counted.requests = std::max(1U, Schedule(plan).count(plan.requestsAtMost()));
        return counted;
    }
    counted.rate = {};
    if (counted.requests == 0)
        counted.requests = RunPlan().requests;
    return counted;
}

} // namespace fiftyfold
