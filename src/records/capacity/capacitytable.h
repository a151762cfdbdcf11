// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"
#include "core/run/environment.h"

#include <QString>
#include <QStringList>

namespace fiftyfold {

// What a search for capacity is told by on a terminal and as Markdown: the same words in both. What servers said is in
// them as it came.

/// "async, 1,024 at once, steps of 10 s or as long as p95 < 200 ms needs".
QString searchForPeople(const CapacityRecord &record);

/// Of the table of steps, a row each; the last two cells are words.
QStringList stepHeadings(const CapacityPlan &plan);
/// `number` is the step's, from 1.
QStringList stepCells(const CapacityStep &step, std::size_t number);

/// What has to be read with the table, each a sentence: notices, where the search began, what disturbed it, its
/// problem.
QStringList remarksOn(const CapacityRecord &record);

/// The record's notices, and what its plan makes one's duty to say.
QStringList noticesOf(const CapacityRecord &record);

/// Where it was measured. Reads the machine's name and the like.
Environment environmentOf(const CapacityRecord &record);

} // namespace fiftyfold
