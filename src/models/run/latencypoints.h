// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"
#include "core/run/runrecord.h"

#include <limits>
#include <vector>

namespace fiftyfold {

/// Which requests of a run there are at which time and with which response time, in columns of time whose width doubles
/// above columnLimit: a million of them are drawn from its counts, a few from the record. One thread at a
/// time.
class LatencyPoints
{
public:
    static constexpr std::size_t columnLimit = 4096;

    /// So many times fell in one bucket of a LiveHistogram.
    struct Cell {
        quint16 bucket = 0;
        quint32 count = 0;
        friend bool operator==(const Cell &, const Cell &) = default;
    };
    /// Requests that were there from a time in it on, see arrivalNs(). Cells ascend.
    struct Column {
        std::vector<quint32> done; ///< Each request, in no order.
        std::vector<quint32> failed;
        std::vector<Cell> response; ///< Of those that are done.
        std::vector<Cell> service;  ///< Of those whose service time is visibly another.
    };
    /// Indexes; `end` is one past the last.
    struct Columns {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t count() const { return end - begin; }
    };

    /// Takes a batch that the record has taken in.
    void take(const FactBatch &batch, const RunRecord &record);

    qint64 columnNs() const { return m_columnNs; } ///< Width of one; the first begins at 0.
    const std::vector<Column> &columns() const { return m_columns; }
    Columns columnsBetween(double beginNs, double endNs) const;
    std::size_t requestsIn(const Columns &columns) const;

    bool isEmpty() const { return m_columns.empty(); }
    bool hasFailed() const { return m_hasFailed; }
    bool hasService() const { return m_hasService; } ///< Whether any service time is visibly another.
    /// Of all response and service times; 0 while there are none.
    qint64 shortestNs() const { return m_longestNs > 0 ? m_shortestNs : 0; }
    qint64 longestNs() const { return m_longestNs; }

private:
    Column &columnAt(qint64 timeNs);
    void doubleColumnWidth();
    void addDone(const RunRecord &record, quint32 request, qint64 arrival);

    qint64 m_columnNs = 1'000;
    std::vector<Column> m_columns;
    qint64 m_shortestNs = std::numeric_limits<qint64>::max();
    qint64 m_longestNs = 0;
    bool m_hasFailed = false;
    bool m_hasService = false;
};

/// Those of a run that has ended. Any thread.
LatencyPoints latencyPointsOf(const RunRecord &record);

} // namespace fiftyfold
