// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "core/capacity/capacityrecord.h"

#include <QString>

namespace fiftyfold {

/// What a person wants to know when a search for capacity has ended: a table of its steps, the answer, and what has to
/// be read with it.
QString capacityText(const CapacityRecord &record, const TextStyle &style);

} // namespace fiftyfold
