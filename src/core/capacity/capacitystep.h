// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"
#include "core/run/runrecord.h"

namespace fiftyfold {

/// Of what was due in the second half of a step, so much has to be answered for its rate to be reached: half of what a
/// search is exact to. Up to three requests short are within what timing alone makes of it; so that as much is seen of
/// few requests, too, response times may not grow by more of that time.
inline constexpr double leastShareDone = 0.975;

/// Whether it is held against one of the times of requests.
bool isAboutTime(const Threshold &objective);

/// What came of a step, from the record of its run and nothing else. A request that was cancelled, since it had no
/// reply at the end of the drain, counts as failed for an objective that is about failures; an objective that is
/// undecided has not held. Where response times grow, replies a second are what that makes of the rate, if fewer than
/// were counted. Its client fell behind where it was later than a twentieth of the shortest time asked for,
/// or missed the rate, or had no processor left. Reads the whole record: best off the main thread.
CapacityStep capacityStepOf(const RunRecord &record, const QList<Threshold> &objectives);

/// What kept a step from holding: the server, unless the client did not keep up. Where it had too few lanes, or was
/// late by up to a tenth of the service time's p95, it is the server after all if that shows without them: service
/// times, in which no waiting is, cross an objective by themselves, or requests went out at the rate and replies fell
/// behind it. And where replies failed more often than an objective has it, or all took too long, or too long with the
/// lag taken off, it is the server however late they were.
CapacityLimit limitOf(const CapacityStep &step);

/// By how much of the rate replies of a step that held may have fallen behind without it being seen, as it had few
/// requests and their times vary; 0 where that is no more than a search is exact to.
double unseenShareOf(const CapacityStep &step);

/// "held", "crossed", "unreached".
QLatin1String stepVerdictName(StepVerdict verdict);
/// "server", "lanes", "processor", "lag".
QLatin1String capacityLimitName(CapacityLimit limit);
/// "found", "nothing-held", "nothing-crossed"; empty for one that has not ended.
QLatin1String capacityEndName(CapacityEnd end);

} // namespace fiftyfold
