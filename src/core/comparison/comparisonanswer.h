// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/answerwords.h"
#include "core/comparison/comparisonrecord.h"

#include <QStringList>

#include <vector>

namespace fiftyfold {

/// What the figures of a comparison come to, in up to three sentences: which entries are equally fast, of which the
/// rounds do not tell, which of those equally fast costs least, up to where more of a number pays, and what ten times
/// of that would take, and who is not to be held against the others. Each is claimed only where its intervals allow it;
/// before all that could be ranked have two whole rounds, no more than that it takes them. `entries` are all of a
/// comparison, `baseline` the number of the one that its table holds them against. What names, such as an entry's, came
/// from outside is in it as it came.
QStringList comparisonAnswer(const std::vector<const MeasuredEntry *> &entries, AnswerWords words,
                             std::size_t baseline = 0);

} // namespace fiftyfold
