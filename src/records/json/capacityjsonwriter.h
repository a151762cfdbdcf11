// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes a search for capacity as `fiftyfold.capacity/1` (docs/fiftyfold.capacity.1.schema.json), one step a line,
/// without secrets. `device` is open for writing. Empty when everything was written, otherwise why not.
QString writeCapacityJson(QIODevice &device, const CapacityRecord &record);

} // namespace fiftyfold
