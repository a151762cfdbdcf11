// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace fiftyfold {

/// Numbers for requests that are in flight: no two at one time have the same, and there are no more than needed, also
/// where a runner tells of a request only once it has ended.
class LaneTable
{
public:
    /// For a request that began at `begin`.
    quint32 take(qint64 begin);
    void release(quint32 lane, qint64 end);

private:
    std::vector<qint64> m_freeSince;
};

} // namespace fiftyfold
