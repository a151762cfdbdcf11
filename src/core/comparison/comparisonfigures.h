// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/answerwords.h"
#include "core/comparison/comparedpage.h"
#include "core/comparison/comparisonstatistics.h"
#include "core/comparison/observedfacts.h"
#include "core/comparison/variation.h"
#include "core/plan/runplan.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace fiftyfold {

/// What a comparison says of one of its entries. `Unknown`: there are too few rounds for a word.
enum class Verdict : quint8 { Unknown, Baseline, Faster, Slower, NoDifference, NotComparable };

/// What there is to go by.
struct MeasuredTimes {
    std::vector<double> elapsedMs; ///< Of whole rounds, in order; see MeasuredEntry::wholeMs().
    ComparedPage page;
    std::vector<RoundCost> costs = {}; ///< Of the same rounds; none where they were not measured.
};

/// What the rounds of an entry cost: medians over them, and of threads and processes the most.
struct CostFigures {
    Estimate cpuUs;     ///< A request; with one round without an interval.
    quint32 rounds = 0; ///< Behind all of these.
    /// How many times as much of it as the baseline; never of the baseline itself, nor where either took too little to
    /// be measured.
    std::optional<Estimate> cpuRatio;
    quint32 cpuPairs = 0;     ///< Rounds behind `cpuRatio`; with fewer than two it has no interval.
    Estimate contextSwitches; ///< A request; as `cpuUs`.
    Estimate peakMemoryBytes; ///< As `cpuUs`.
    quint32 threads = 0;
    quint32 processes = 0;
};

/// Nothing of no rounds.
std::optional<CostFigures> costOf(const std::vector<RoundCost> &costs);

/// The figures of one entry, from which window, terminal and files word what they say.
struct EntryFigures {
    std::optional<Estimate> median; ///< Of its times, ms; nothing without a whole round. With one, without an interval.
    std::optional<Estimate> ratio;  ///< How many times as fast as the baseline; never of the baseline itself.
    quint32 pairs = 0;              ///< Rounds behind `ratio`; with fewer than two it has no interval.
    QString difference;             ///< Not empty: why it has no ratio, as pageDifference() says it.
    std::optional<CostFigures> cost; ///< Nothing where it was not measured.
    Verdict verdict = Verdict::Unknown;

    bool hasRatioInterval() const { return ratio && pairs >= 2; }
};

/// Without a baseline there is no ratio, and no verdict. `words`: of the difference.
EntryFigures figuresOf(const MeasuredTimes &entry, const MeasuredTimes *baseline,
                       AnswerWords words = AnswerWords::English);
EntryFigures figuresOfBaseline(const MeasuredTimes &baseline);

/// "slower", "no difference seen", "not comparable: 312 bytes here, 6,804 there", "baseline"; empty for what the ratio
/// says by itself.
QString verdictText(const EntryFigures &figures);

/// What was the same for all entries, and is no reason for a difference: "HTTP/1.1", "transport curl", …; nothing of
/// what was `varied`. `hasExternal`: a program with an HTTP of its own takes part. `seen`: what was seen takes the
/// place of what was asked for, once there is anything.
QStringList sameForAll(const RunPlan &plan, bool hasExternal, const QList<const Factor *> &varied = {},
                       const ObservedFacts &seen = {}, AnswerWords words = AnswerWords::English);

} // namespace fiftyfold
