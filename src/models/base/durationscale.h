// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/timescale.h"

#include <vector>

namespace fiftyfold {

/// Maps durations to pixels and back, evenly or by their logarithm. Plain geometry, no widget.
struct DurationScale {
    bool isLog = false;
    double leastNs = 0;          ///< At the near edge; above 0 where isLog, otherwise perhaps below.
    double mostNs = 100'000'000; ///< At the far edge; above leastNs.
    double length = 1;           ///< Between the edges, px; above 0.

    /// From 0, or a round value below the least, to a little more than the most: where 0 < least <= most.
    static DurationScale around(double leastNs, double mostNs, bool isLog, double length);

    /// The same length, with room before what was the near edge: `px`, or where that is much, a quarter of it.
    DurationScale withRoomBefore(double px) const;

    double offsetOf(double ns) const; ///< From the near edge, px. Below 0, too, but never less than by one length.
    double durationAt(double offset) const;

    /// Round ones within the scale, none below 0, at least `leastSpacing` px apart: as those of a TimeScale, or 1, 2
    /// and 5, or 1, times powers of ten.
    std::vector<TimeScale::Tick> ticks(double leastSpacing) const;
};

} // namespace fiftyfold
