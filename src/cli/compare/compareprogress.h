// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"

#include <QElapsedTimer>
#include <QString>

#include <optional>

namespace fiftyfold {

class Comparison;
class Terminal;

/// How far a comparison has come.
struct CompareStep {
    qint64 elapsedMs = 0;
    QString name;  ///< Of the entry that runs; empty between two.
    int round = 0; ///< From 1; 0: its warm-up.
    int rounds = 0;
    int runsDone = 0;
    int runsInAll = 0;
    std::optional<qint64> remainingMs;
};

CompareStep stepOf(const Comparison &comparison, qint64 elapsedMs);

/// "12.3 s [====>      ] 6/12 runs · async, round 2 of 5 · 35 s left", shortened until it takes `width` columns at
/// most.
QString liveCompareLine(const CompareStep &step, int width);
/// "12.3 s: 6 of 12 runs done, async, round 2 of 5, about 35 s left".
QString plainCompareLine(const CompareStep &step);

/// Tells a person how far the comparison has come, in the forms that ProgressPrinter has: one line that is rewritten,
/// lines of their own (one for a run, but no more than one a second), or nothing.
class CompareProgress
{
public:
    /// The terminal must outlive this. Its clock starts now.
    CompareProgress(ProgressMode mode, const Terminal &terminal);

    void update(const Comparison &comparison);
    /// Clears the live line, so that other text can follow.
    void finish();

private:
    enum class Form { Live, Plain, Silent };

    const Terminal &m_terminal;
    Form m_form;
    QElapsedTimer m_clock;
    bool m_hasLiveLine = false;
    int m_printedRuns = -1;
    qint64 m_printedAtMs = 0;
};

} // namespace fiftyfold
