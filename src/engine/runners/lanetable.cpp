// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/lanetable.h"

#include <cstddef>
#include <limits>

namespace fiftyfold {

namespace {

constexpr qint64 isTaken = std::numeric_limits<qint64>::max();

} // namespace

quint32 LaneTable::take(qint64 begin)
{
    // The one that was left last: so the others stay for requests that began earlier and are still to be told of.
    std::size_t best = m_freeSince.size();
    for (std::size_t lane = 0; lane < m_freeSince.size(); ++lane) {
        if (m_freeSince[lane] <= begin && (best == m_freeSince.size() || m_freeSince[lane] > m_freeSince[best]))
            best = lane;
    }
    if (best == m_freeSince.size())
        m_freeSince.emplace_back();
    m_freeSince[best] = isTaken;
    return static_cast<quint32>(best);
}

void LaneTable::release(quint32 lane, qint64 end)
{
    m_freeSince[lane] = end;
}

} // namespace fiftyfold
