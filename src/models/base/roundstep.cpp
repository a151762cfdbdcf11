// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/roundstep.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

double roundStep(double count, double parts)
{
    const double least = std::max(1.0, count / parts);
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least)
            return factor * power;
    }
    return 10 * power;
}

} // namespace fiftyfold
