// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes a search for capacity as Markdown that can be pasted into an issue: the answer, the table of its steps, and
/// what has to be read with it. No secrets. `device` is open for writing. Empty when everything was written, otherwise
/// why not.
QString writeCapacityMarkdown(QIODevice &device, const CapacityRecord &record);

} // namespace fiftyfold
