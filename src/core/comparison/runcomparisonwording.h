// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparedentries.h"

#include <QString>
#include <QStringList>

namespace fiftyfold {

// What a run held against another is told in, once for window, terminal and files. In the window's language there. No
// secrets in it; words of a file's are not made visible.

/// "slower", "no difference seen"; empty without a verdict.
QString runVerdictText(Verdict verdict);

/// What came of it, and by what: "slower: the median response time is 1.98 × that of the baseline (1.95 to 2.01)";
/// "not comparable: --at-once: 10 against 20; …".
QString runComparisonSentence(const RunComparison &comparison);

/// "p95", "requests a second".
QString comparedFigureText(ComparedFigureKind kind);
/// "40.3 ms"; a dash where it is not known.
QString comparedValueText(ComparedFigureKind kind, const std::optional<double> &value);
/// "1.98 ×"; empty without a ratio.
QString comparedRatioText(const ComparedFigure &figure);
/// "1.95 to 2.01"; "none" of a ratio that has none.
QString comparedIntervalText(const ComparedFigure &figure);

/// Figure, baseline, run, ratio, interval, verdict, and what stands above them.
QStringList comparedHeadings(const QString &baseline, const QString &run);
QStringList comparedCells(const ComparedFigure &figure);

/// The same of an entry of two comparisons: its name first, and with its verdict why it has none.
QStringList comparedCells(const ComparedEntry &entry);
/// "slower: async 1.98 × (1.95 to 2.01)".
QString comparedEntriesSentence(const ComparedEntries &compared);

/// How the figures were made, in a sentence or two.
QString comparisonMethodText();
QString entriesMethodText();

} // namespace fiftyfold
