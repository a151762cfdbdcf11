// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"

#include <QString>

#include <optional>

namespace fiftyfold {

// What a search for capacity is told in, once for window, terminal and Markdown. No secrets in it but what a server
// said in `firstFailure`, which came redacted.

/// "p95 < 200 ms, failed < 0.1%".
QString objectivesText(const QList<Threshold> &objectives);

/// Why a rate can't be held against one of them, "\"rate > 200/s\" is for a run: …", or why one of them says nothing
/// of a rate, "\"p95 > 5 ms\" is a lower limit, …"; otherwise empty.
QString problemOfObjectives(const QList<Threshold> &objectives);
/// Why there is no rate to begin with, where a probe had no reply; `failure` is that of its first request, if any.
QString probeProblem(quint32 failed, const QString &failure);

/// The time that stands for a step where there is room for one, as "p95": of the first objective that is about a time,
/// otherwise the p95 of the response time.
QString watchedName(const CapacityPlan &plan);
/// The objective that is about it, "p95 < 200 ms"; empty where none is.
QString watchedText(const CapacityPlan &plan);
/// Its limit in nanoseconds; nothing where no objective is about it.
std::optional<double> watchedLimitNs(const CapacityPlan &plan);
/// In nanoseconds; nothing where no request had such a time.
std::optional<double> watchedNs(const CapacityStep &step);

/// "held", "crossed", "not reached".
QString stepVerdictText(StepVerdict verdict);
/// Why it did not hold: "p95 is 231 ms, over 200 ms"; "291/s of 366/s were done". Empty of one that held.
QString stepReason(const CapacityStep &step);
/// How the client did: "kept up", "lanes full", "fell behind".
QString generatorText(const CapacityStep &step);

/// The same in a sentence, with what would help.
QString generatorSentence(const CapacityPlan &plan, const CapacityStep &step);

/// What was found, in a sentence; as far as it has come while it goes on. Where steps were too short for that to be
/// exact, another one says so.
QString answerSentence(const CapacityRecord &record);
/// Where the client was the limit, which that is and what would help; where it was not, and did not keep up at one of
/// the steps that the answer rests on, that it did not; otherwise empty.
QString limitSentence(const CapacityRecord &record);

} // namespace fiftyfold
