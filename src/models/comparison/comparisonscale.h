// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace fiftyfold {

/// Maps times to pixels on a logarithmic scale, for bars that reach from milliseconds to minutes. Plain geometry, no
/// widget.
struct ComparisonScale {
    double beginMs = 10;  ///< Time at the left edge; above 0.
    double endMs = 1'000; ///< Time at the right edge; above beginMs.
    double left = 0;      ///< px
    double width = 1;     ///< px; above 0.

    /// A scale that has room for both times; never so narrow that bars which hardly differ look as if they did. Without
    /// times (0, 0) it is the default.
    static ComparisonScale around(double leastMs, double greatestMs);

    /// Kept between the two edges.
    double xOf(double ms) const;

    struct Tick {
        double ms = 0;
        QString label; ///< "0.1 s", "5 s"
    };
    /// 1, 2, 5 × 10^k, or powers of ten alone where those would be closer than `leastSpacing` px.
    std::vector<Tick> ticks(double leastSpacing) const;
};

} // namespace fiftyfold
