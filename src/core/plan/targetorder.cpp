// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/targetorder.h"

#include "core/plan/seededdraw.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace fiftyfold {

namespace {

constexpr quint32 fewTargets = 32;
constexpr quint64 feistelRounds = 6;

} // namespace

std::optional<TargetOrder::Kind> TargetOrder::kindFromText(const QString &text)
{
    if (text == QLatin1String("turn"))
        return Kind::Turn;
    return text == QLatin1String("shuffled") ? std::optional(Kind::Shuffled) : std::nullopt;
}

TargetOrder::TargetOrder(Kind kind, quint32 count, quint64 seed)
    : m_kind(kind)
    , m_count(std::max(count, quint32(1)))
    , m_seed(seed)
{
    while ((quint64(1) << (2 * m_halfBits)) < m_count)
        ++m_halfBits;
}

quint32 TargetOrder::targetOf(quint64 request) const
{
    const auto place = static_cast<quint32>(request % m_count);
    if (m_kind == Kind::Turn)
        return place;
    const quint64 cycle = request / m_count;
    return m_count <= fewTargets ? shuffled(cycle, place) : permuted(cycle, place);
}

/// All of a cycle put in order (Fisher and Yates), so that of a few targets every order is as likely.
quint32 TargetOrder::shuffled(quint64 cycle, quint32 place) const
{
    std::array<quint32, fewTargets> order{};
    std::iota(order.begin(), order.end(), quint32(0));
    const quint64 seed = seededDraw(m_seed, cycle);
    for (quint32 i = m_count - 1; i > 0; --i)
        std::swap(order.at(i), order.at(seededDrawUpTo(i, seed, i)));
    return order.at(place);
}

/// One place of a cycle's order without the others: a Feistel network over the next power of four is a permutation
/// whatever its rounds do, and is gone through again where it leads beyond the list, which is four times in five at
/// most (Black, Rogaway: Ciphers with Arbitrary Finite Domains, 2002).
quint32 TargetOrder::permuted(quint64 cycle, quint32 place) const
{
    const quint64 seed = seededDraw(m_seed, cycle);
    const quint64 mask = (quint64(1) << m_halfBits) - 1;
    quint64 at = place;
    do {
        quint64 left = at >> m_halfBits;
        quint64 right = at & mask;
        for (quint64 round = 0; round < feistelRounds; ++round)
            left = std::exchange(right, left ^ (seededDraw(seed, (round << 32U) | right) & mask));
        at = (left << m_halfBits) | right;
    } while (at >= m_count);
    return static_cast<quint32>(at);
}

} // namespace fiftyfold
