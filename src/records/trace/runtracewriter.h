// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes a run that has ended as trace events, for Perfetto and chrome://tracing: a track for each lane with its
/// requests and their stages within them, and counters of what is in flight and of requests a second. Where requests of
/// a lane overlap they are asynchronous slices instead, which need no room of their own on a track. Requests that never
/// left the queue are left out. About 1 KB a request. `device` is open for writing. May run in any thread.
/// Empty when everything was written, otherwise why not.
QString writeRunTrace(QIODevice &device, const RunRecord &record);

} // namespace fiftyfold
