// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fiftyfold {

/// The least of 1, 2, 5 times a power of ten, from 1 on, that divides `count` into `parts` or fewer.
double roundStep(double count, double parts);

} // namespace fiftyfold
