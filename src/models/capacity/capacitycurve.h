// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"

#include <vector>

namespace fiftyfold {

/// A step as a point of the curve.
struct CapacityPoint {
    double rate = 0;
    double ns = 0;
    bool isHeld = false;
    friend bool operator==(const CapacityPoint &, const CapacityPoint &) = default;
};

/// The steps that have a time to show, by their rates; of one rate in the order in which they ran.
std::vector<CapacityPoint> capacityCurve(const CapacityRecord &record);

} // namespace fiftyfold
