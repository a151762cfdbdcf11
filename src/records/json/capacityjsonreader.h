// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"

#include <QByteArray>
#include <QString>

namespace fiftyfold {

/// Reads `fiftyfold.capacity/1`. `record` is complete where the result is empty; otherwise the result says what is
/// wrong, and on which line. Any thread.
QString readCapacityJson(const QByteArray &json, CapacityRecord &record);

} // namespace fiftyfold
