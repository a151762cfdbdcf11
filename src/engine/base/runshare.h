// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/indexshare.h"

namespace fiftyfold {

/// What makes a run a share of one that another process holds together: it saves in the folder that the plan names,
/// which that one made, and its clock starts when that one's does. Facts count requests and lanes from 0 as in any run.
struct RunShare {
    IndexShare requests;   ///< Of the whole run's, by which pages are named.
    quint32 firstLane = 0; ///< What its first one is in the whole run.
};

} // namespace fiftyfold
