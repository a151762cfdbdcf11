// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QString>

namespace fiftyfold {

/// How a request stands, in a word or two: "200 OK", "timeout", "503 Service Unavailable", "cancelled", "wait …".
QString statusText(const RunRecord &record, quint32 index);

} // namespace fiftyfold
