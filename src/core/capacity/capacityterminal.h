// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"

#include <QStringList>

namespace fiftyfold {

/// The words of the command that makes the search in the terminal, as terminalCommandParts() of a plan has them.
QStringList terminalCommandParts(const CapacityPlan &plan);

} // namespace fiftyfold
