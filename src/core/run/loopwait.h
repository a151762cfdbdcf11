// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QVarLengthArray>

#include <optional>

namespace fiftyfold {

// Loop wait: how long a request whose reply is complete waits for its event loop, or for the executor of its steps,
// instead of being worked on. It is what blocking steps cost the others. No stage, as nothing happens in it: it is the
// time that the stages leave, and so the same for whoever told of them. A reply that waits in its socket, because the
// loop does not even read it, counts as `wait` or `receive` still: nobody can tell that from a slow server.

using LoopWaits = QVarLengthArray<Interval, 4>;

/// Its waits in their order: between the end of `receive` and its first step, between steps, and between the last of
/// these and its outcome; of what failed only where the whole reply was judged (`status`, `check`): another failure
/// waits for nobody. None where it has no `receive`. Of a request without an outcome those so far that are over. In
/// nanoseconds since the run's start, as the record's.
LoopWaits loopWaits(const RunRecord &record, quint32 index);

/// Their sum; only of requests that are done and tell of their `receive`.
std::optional<qint64> loopWaitNs(const RunRecord &record, quint32 index);

/// When the wait began in which it still is; nothing where it is in a stage, has an outcome, or no whole reply yet.
/// What a child program or an executor does not tell before it has done it looks like a wait meanwhile.
std::optional<qint64> loopWaitBeginNs(const RunRecord &record, quint32 index);

/// As loopWaits(), and last the one that goes on, up to `nowNs`; not of those whose steps are told only when they are
/// over.
LoopWaits loopWaitsUntil(qint64 nowNs, const RunRecord &record, quint32 index);

/// Whether a wait is worth a word beside that service time: above 1 ms, or above 5 % of it.
bool isNotableLoopWait(double waitNs, double serviceNs);

} // namespace fiftyfold
