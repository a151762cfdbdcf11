// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"
#include "core/run/runrecorder.h"

#include <QString>

namespace fiftyfold {

class Terminal;

/// How far a run has come.
struct RunProgress {
    qint64 elapsedNs = 0;
    quint32 requests = 0;
    RunTally tally;
    qint64 endNs = 0; ///< Of a run that time ends; then nobody knows how many requests there will be.
};

/// "1.2 s [=====>    ] 52/100 · 10 in flight · 43/s · 3 failed", shortened until it takes `width` columns at most.
QString liveProgressLine(const RunProgress &progress, int width);
/// "1.2 s: 52 of 100 finished, 10 in flight, 43 per s, 3 failed".
QString plainProgressLine(const RunProgress &progress);

/// Tells a person how far the run has come: one line that is rewritten on a terminal, lines of their own elsewhere (one
/// a second, and at each tenth of the requests), or nothing.
class ProgressPrinter
{
public:
    /// The terminal must outlive the printer.
    ProgressPrinter(ProgressMode mode, const Terminal &terminal);

    void update(const RunProgress &progress);
    /// Clears the live line, so that other text can follow.
    void finish();

private:
    enum class Form { Live, Plain, Silent };

    const Terminal &m_terminal;
    Form m_form;
    bool m_hasLiveLine = false;
    qint64 m_printedAtNs = 0;
    quint32 m_printedTenths = 0;
};

} // namespace fiftyfold
