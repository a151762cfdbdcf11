// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/requestquery.h"

#include <array>
#include <vector>

namespace fiftyfold {

/// Where the columns of the table of requests stand and how wide they are, px. Plain geometry, no widget.
struct RequestColumns {
    using Widths = std::array<int, requestColumnCount>; ///< By RequestColumn; 0: not shown.

    Widths widths{};
    std::vector<RequestColumn> order; ///< From left to right, those that are not shown as well.

    /// In `room` px, with their `usual` widths where those have it. Otherwise what tells the least goes to the end,
    /// where it is scrolled to, and what is read elided gives of its width, so that the others are in view. The stages
    /// keep what their title needs, which has the scale.
    static RequestColumns within(int room, const Widths &usual, int stagesTitle);
};

} // namespace fiftyfold
