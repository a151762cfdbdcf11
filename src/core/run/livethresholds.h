// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"
#include "core/run/runrecorder.h"
#include "core/run/statistics.h"
#include "core/run/thresholds.h"

#include <vector>

namespace fiftyfold {

/// How a run stands against its thresholds while it goes on, from histograms: times are within 1 %, so one that is
/// that close to its limit may still be told on the other side of it. What came of them is judged(), by the summary.
/// A request costs a few additions for each time that a threshold is about. Lives in the recorder's thread.
class LiveThresholds
{
public:
    explicit LiveThresholds(const QList<Threshold> &thresholds = {});

    bool isEmpty() const { return m_thresholds.isEmpty(); }
    /// Takes in the facts of a batch that the record has taken.
    void note(const RunRecord &record, const std::vector<Fact> &facts);
    /// Where nothing was measured yet, that is the reason. Reads all buckets: a few times a second is enough.
    Expectations judgedSoFar(const RunTally &tally, qint64 nowNs) const;

private:
    /// Of one of a run's times.
    struct Times {
        ThresholdTime time = ThresholdTime::Response;
        Stage stage = Stage::Wait; ///< Of ThresholdTime::Stage.
        LiveHistogram histogram = {};
        double sumNs = 0;
        qint64 minNs = 0;

        void add(qint64 nanoseconds);
        Distribution distribution() const;
    };
    static std::optional<qint64> measuredIn(const Times &times, const RunRecord &record, quint32 request);

    QList<Threshold> m_thresholds;
    std::vector<Times> m_times; ///< Each time that a threshold is about once.
    quint32 m_failedChecks = 0;
};

} // namespace fiftyfold
