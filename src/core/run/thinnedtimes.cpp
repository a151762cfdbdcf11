// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/thinnedtimes.h"

#include <algorithm>

namespace fiftyfold {

std::vector<qint64> thinned(const std::vector<qint64> &times)
{
    const std::size_t count = std::min(times.size(), mostThinnedTimes);
    std::vector<qint64> kept(count);
    for (std::size_t i = 0; i < count; ++i)
        kept[i] = times[(i + 1) * times.size() / count - 1];
    return kept;
}

void ThinnedTimes::add(qint64 time)
{
    if (++m_passedOver < m_step)
        return;
    m_passedOver = 0;
    m_kept.push_back(time);
    if (m_kept.size() < 2 * mostThinnedTimes)
        return;
    for (std::size_t i = 0; i < mostThinnedTimes; ++i)
        m_kept[i] = m_kept[2 * i + 1];
    m_kept.resize(mostThinnedTimes);
    m_step *= 2;
}

std::vector<qint64> ThinnedTimes::sorted() const
{
    std::vector<qint64> times = m_kept;
    std::sort(times.begin(), times.end());
    return thinned(times);
}

} // namespace fiftyfold
