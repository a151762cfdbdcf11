// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace fiftyfold {

/// Values that are counted as one.
struct HdrSlot {
    quint64 lowest = 0;
    quint64 width = 1;
    qint64 count = 0;
};

/// What a compressed histogram of version 2 holds, in the unit of who wrote it.
struct HdrCounts {
    quint64 highest = 0;       ///< Up to which it counts.
    std::vector<HdrSlot> used; ///< Those that have a count, which is above 0, from the lowest to the highest.
};

/// Reads the Base64 text "HISTFAAA…". Empty, or what is wrong with it. Any thread.
QString decodeHdrHistogram(QByteArrayView base64, HdrCounts &counts);

} // namespace fiftyfold
