// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

#include <vector>

namespace fiftyfold {

/// Maps the run's clock to pixels and back, for every view that shares the time axis. Plain geometry, no widget.
struct TimeScale {
    double beginNs = 0;         ///< Time at the left edge of the plot area.
    double endNs = 100'000'000; ///< Time at the right edge; above beginNs.
    double left = 0;            ///< Left edge of the plot area, px.
    double width = 1;           ///< Width of the plot area, px; above 0.

    double xOf(double timeNs) const;
    double timeAt(double x) const;
    double spanNs() const { return endNs - beginNs; }

    /// The same scale with `factor` times the span, `aroundNs` staying where it is; the span is kept within 1 µs and
    /// 78 hours, and beginNs at 0 or later.
    TimeScale zoomed(double factor, double aroundNs) const;
    /// The same scale moved by that many nanoseconds, never before 0.
    TimeScale panned(double byNs) const;

    struct Tick {
        double timeNs = 0;
        QString
            label; ///< "0 ms", "100 ms"; "1.5 s"; "2:30 min"; "2:40.5 min"; "3 h": one unit for all ticks of a scale.
    };
    /// Round steps (1, 2, 5 × 10^k; from 10 s on in 60ths), at least `leastSpacing` px apart, within the scale. The
    /// caller leaves room for a label in it; they get longer as one zooms in far from 0. None while `width` is 0.
    std::vector<Tick> ticks(double leastSpacing) const;
};

/// "31.6–32.4 s", "2:10–2:40 min": as exact as a range of that length needs.
QString timeRangeForPeople(double beginNs, double endNs);

} // namespace fiftyfold
