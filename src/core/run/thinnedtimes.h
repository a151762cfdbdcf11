// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <vector>

namespace fiftyfold {

/// How many points a curve of a run has at most, where it has not one for each request.
inline constexpr std::size_t mostThinnedTimes = 2'000;

/// At most `mostThinnedTimes` of them, evenly, the last among them.
std::vector<qint64> thinned(const std::vector<qint64> &times);

/// Every so manieth of the times that it is given, so many that the memory is bounded: for who can't keep a million.
class ThinnedTimes
{
public:
    void add(qint64 time);
    /// In order of size, and no more than `mostThinnedTimes`.
    std::vector<qint64> sorted() const;

private:
    std::vector<qint64> m_kept;
    std::size_t m_step = 1;
    std::size_t m_passedOver = 0; ///< Since the last that was kept.
};

} // namespace fiftyfold
