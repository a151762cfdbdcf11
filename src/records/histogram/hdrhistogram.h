// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace fiftyfold {

/// A histogram of whole numbers from 0 to an hour in nanoseconds, each kept to a thousandth of its value, and its
/// compressed form of version 2, as the HdrHistogram of other languages reads it.
class HdrHistogram
{
public:
    static constexpr qint64 highest = 3'600'000'000'000;
    static constexpr int digits = 3;

    HdrHistogram();

    /// What is above the highest counts as that.
    void add(qint64 value);
    /// Of what was added, exactly; 0 while empty.
    qint64 max() const { return m_max; }
    quint64 count() const { return m_count; }
    void clear();

    /// Base64, "HISTFAAA…".
    QByteArray encoded() const;

    /// In which slot a value is counted.
    static std::size_t slotOf(qint64 value);

private:
    QByteArray payload() const;

    std::vector<quint32> m_counts;
    std::size_t m_used = 0; ///< Slots up to the last one that has a count.
    qint64 m_max = 0;
    quint64 m_count = 0;
};

} // namespace fiftyfold
