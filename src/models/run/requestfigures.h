// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <optional>

namespace fiftyfold {

// What the table of requests shows, sorts and filters by, of one request of a record. Any thread that may read it.

/// From when a lag counts: what is below, timers and the scheduler take on any machine.
inline constexpr qint64 leastLateNs = 1'000'000;

/// How much later than due it began; of an open load alone.
std::optional<qint64> lagNs(const RunRecord &record, quint32 request);
bool isLate(const RunRecord &record, quint32 request);
/// Its response time; of one that began and got none, the time until its outcome.
std::optional<qint64> responseOrFailureNs(const RunRecord &record, quint32 request);
/// From arrivalNs() to its outcome, the steps after the reply included.
std::optional<qint64> lifeNs(const RunRecord &record, quint32 request);
/// The failed request after `request` (or before it), after the last one the first again; -1 where none has failed.
/// With -1 it begins at the first (or the last).
int failedBeside(const RunRecord &record, int request, bool isForward);
/// What went wrong in the window's words, on one line; empty where nothing was told of it.
QString faultMessage(const Fault &fault);

} // namespace fiftyfold
