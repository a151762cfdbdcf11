// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"
#include "core/run/statistics.h"

#include <QtGlobal>

#include <optional>

namespace fiftyfold {

struct RunTally;

/// How a run stood at one moment, and what happened since the moment before. Times are nanoseconds.
struct SeriesPoint {
    qint64 at = 0; ///< Since the start of the run.
    quint32 done = 0;
    quint32 failed = 0;
    quint32 inFlight = 0;
    double sentRate = 0;                                  ///< Requests a second that began since the point before.
    double doneRate = 0;                                  ///< And that were done.
    std::optional<qint64> p50, p95, p99;                  ///< Of the response times of those; nothing of none.
    std::optional<qint64> lagP99;                         ///< Of an open load, of those that began.
    bool operator==(const SeriesPoint &) const = default; // for tests
};

/// Points of a run while it goes on, made of its facts as they arrive. Percentiles are within 1 % (LiveHistogram).
class RunSeries
{
public:
    /// Takes a batch that the record has taken in.
    void take(const FactBatch &batch, const RunRecord &record);
    /// The point of this moment; the next one begins here.
    SeriesPoint pointAt(qint64 nowNs, const RunTally &tally);

    /// Of the point before.
    qint64 lastAt() const { return m_lastAt; }

private:
    qint64 m_lastAt = 0;
    quint32 m_sent = 0;
    LiveHistogram m_responses;
    LiveHistogram m_lags;
};

} // namespace fiftyfold
