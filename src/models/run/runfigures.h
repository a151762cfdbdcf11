// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"
#include "core/run/runsummary.h"
#include "core/run/statistics.h"

#include <QString>

namespace fiftyfold {

/// What the tiles show, live and at the end, in numbers.
struct RunFigures {
    qint64 elapsedNs = 0;
    quint32 requests = 0;
    quint32 done = 0;
    quint32 failed = 0;
    quint32 cancelled = 0;
    quint32 atOnce = 0;
    quint32 inFlight = 0;
    double overlap = 0;
    double requestsPerSecond = 0;
    quint32 latencyCount = 0; ///< With 0 there is no latency to show yet.
    qint64 p50Ns = 0;
    qint64 p95Ns = 0;
    qint64 maxNs = 0;
};

RunFigures liveFigures(const RunRecorder &recorder, const LiveHistogram &latency, qint64 nowNs);
/// The same figures from the summary: exact, and the same as the terminal's.
RunFigures finalFigures(const RunSummary &summary, quint32 atOnce);

/// Value and unit, to be shown in different sizes.
struct FigureText {
    QString value;
    QString unit;
};
FigureText elapsedText(qint64 elapsedNs);            ///< "0.532" "s"; "2:05" "min" from two minutes on; "1:02:05" "h"
FigureText doneText(quint32 done, quint32 requests); ///< "39" "of 50"
FigureText overlapText(double overlap, quint32 atOnce); ///< "9.7" "× of 10"
FigureText rateText(double requestsPerSecond);          ///< "73" "per s"; below 10 with one decimal
FigureText latencyText(const RunFigures &figures); ///< "116 · 178 · 179" "ms": p50, p95, max in one unit; "–" with none

} // namespace fiftyfold
