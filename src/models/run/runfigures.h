// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"
#include "core/run/runsummary.h"
#include "core/run/statistics.h"

#include <QString>

#include <array>
#include <optional>

namespace fiftyfold {

/// Percentiles of a run's times while it goes on.
struct LiveTimes {
    LiveHistogram service;
    LiveHistogram response; ///< Of an open load, as is the next.
    LiveHistogram lag;

    /// Takes a batch that the record has taken in.
    void take(const FactBatch &batch, const RunRecord &record);
};

/// What an open load has beside the other figures.
struct LoadFigures {
    quint32 responseCount = 0; ///< With 0 there is no response time to show yet; nor a lag with the other.
    qint64 responseP50Ns = 0;
    qint64 responseP95Ns = 0;
    qint64 responseP99Ns = 0;
    qint64 responseP999Ns = 0;
    quint32 lagCount = 0;
    qint64 lagP99Ns = 0;
    qint64 longestLagNs = 0;
    std::optional<LoadHealth> health; ///< Nothing before a request began.
    QString sentence;                 ///< What the health means, as it reads in the window; only of a final one.
    bool isFinal = false;             ///< Otherwise the health is that so far.
};

/// A time that another program's file does not state.
inline constexpr qint64 unstatedNs = -1;

/// What the tiles show, live and at the end, in numbers.
struct RunFigures {
    qint64 elapsedNs = 0; ///< unstatedNs where a file does not say it; the rate is NaN then.
    quint32 requests = 0; ///< Where the count is not known, those so far.
    bool isCountKnown = true;
    bool isDoneKnown = true; ///< False: another program's file does not tell how many there were.
    double shareDone = 0;    ///< Of the requests, or of the time that ends the run; 0 to 1.
    quint32 done = 0;
    quint32 failed = 0;
    quint32 cancelled = 0;
    quint32 atOnce = 0; ///< 0: another program's file does not tell.
    quint32 inFlight = 0;
    double overlap = 0;
    double requestsPerSecond = 0;
    quint32 latencyCount = 0; ///< With 0 there is no latency to show yet.
    qint64 p50Ns = 0;         ///< Of these three unstatedNs where a file does not say it.
    qint64 p95Ns = 0;
    qint64 maxNs = 0;
    std::optional<LoadFigures> load; ///< Of an open load.
    QString cost;                    ///< What the client spent; only of a final one of which it was measured.
    QString loopWait;                ///< A sentence that says it; only of a final one in which it is worth a word.

    /// Whether an open load was, or is so far, another than the one that was asked for.
    bool isBehind() const;
};

RunFigures liveFigures(const RunRecorder &recorder, const LiveTimes &times, qint64 nowNs);
/// The same figures from the summary of the record: exact, and the same as the terminal's.
RunFigures finalFigures(const RunSummary &summary, const RunRecord &record);

/// Value and unit, to be shown in different sizes.
struct FigureText {
    QString value;
    QString unit;
};
FigureText elapsedText(qint64 elapsedNs);       ///< "0.532" "s"; "2:05" "min" from two minutes on; "1:02:05" "h"
FigureText doneText(const RunFigures &figures); ///< "39" "of 50"; "39" where time ends the run; "–"
FigureText overlapText(double overlap, quint32 atOnce); ///< "9.7" "× of 10"
FigureText rateText(double requestsPerSecond);          ///< "73" "per s"; below 10 with one decimal
/// Behind a percentile that so few cannot support: "*"; otherwise nothing.
QString sampleMark(double fraction, quint32 count);
/// What a "*" means, where the largest of the fractions that are shown has one; otherwise nothing.
QString sampleMarkText(double largestFraction, quint32 count);
/// "116 · 178* · 179" "ms": in one unit, that of the longest, with a mark behind each; "–" in place of one that is not
/// stated.
FigureText threeTimesText(qint64 shortestNs, qint64 middleNs, qint64 longestNs,
                          const std::array<QString, 3> &marks = {});
FigureText latencyText(const RunFigures &figures); ///< "116 · 178 · 179" "ms": p50, p95, max in one unit; "–" with none
/// "323" "ms"; as a percentile of so many with its mark.
FigureText timeText(qint64 nanoseconds);
FigureText percentileText(qint64 nanoseconds, double fraction, quint32 count);
QString failedShareText(const RunFigures &figures); ///< "0.06 %" of those that ended; empty where none failed

} // namespace fiftyfold
