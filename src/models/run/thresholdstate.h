// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/thresholds.h"

#include <QString>

namespace fiftyfold {

// What the window says of thresholds and of what came of them.

/// What it is about, beside its text: "of response time", "without lag", "in place of exit 3".
QString aboutThreshold(const Threshold &threshold);

/// Whether a verdict is of a run that goes on, or of one that has ended.
enum class VerdictTime : quint8 { SoFar, Final };

/// How a threshold is shown. Open: nothing was measured yet.
enum class ThresholdState : quint8 { Open, Held, Crossed, Undecided };
ThresholdState stateOf(const Expectation &expectation, VerdictTime time);

/// In a word: "held", "crossed", "undecided", and "–" while it is open.
QString stateWord(ThresholdState state);
/// A sign that tells states apart without colour: "✓", "✗", "?", "–".
QString stateSign(ThresholdState state);

/// For the log, once it is final: "p95 < 400 ms held: 323 ms"; where no limit decided, why.
QString verdictLine(const Expectation &expectation);
/// For a tooltip, in sentences: what was measured, and why the verdict is what it is.
QString aboutVerdict(const Expectation &expectation, VerdictTime time);

/// "2 of 3 thresholds held", with how many are undecided; empty without any.
QString heldInShort(const Expectations &expectations);

} // namespace fiftyfold
