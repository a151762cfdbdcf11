// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/duerequests.h"
#include "models/run/runselection.h"

#include <bitset>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace fiftyfold {

/// Some requests of a run as rows, in the order of their numbers: which is in which row. A value of its own, which does
/// not change with the run: at most a bit for each request.
class RequestRows
{
public:
    static constexpr quint32 blockSize = 256;

    RequestRows() = default;
    /// The first so many requests.
    static RequestRows all(quint32 requests);

    int count() const { return m_count; }
    /// `row` below count().
    quint32 requestAt(int row) const;
    /// How many of them have a lower number: the row of the request itself, or of the next one.
    int rowsBefore(quint32 request) const;
    bool contains(quint32 request) const;
    std::optional<int> rowOf(quint32 request) const;
    /// Gives `visit` the requests of so many rows from `first` on, as (row, request); fewer where there are no more.
    template<typename Visit>
    void visitRows(int first, int rows, const Visit &visit) const;

private:
    friend class TimelineIndex;
    using Bits = std::bitset<blockSize>;

    struct Block {
        quint32 first = 0;  ///< Request, a multiple of blockSize.
        int rowsBefore = 0; ///< In the blocks before it.
        int count = 0;      ///< Above 0.
        int bits = -1;      ///< In m_bits; -1: the first `count` requests of the block.
    };
    void append(quint32 first, int count, const Bits *bits);
    std::size_t blockOfRow(int row) const;
    /// Whether it has the request at that place in it.
    bool has(const Block &block, quint32 within) const
    {
        return block.bits < 0 ? int(within) < block.count : m_bits[std::size_t(block.bits)][within];
    }

    std::vector<Block> m_blocks; ///< Those that have any, in their order.
    std::vector<Bits> m_bits;    ///< Of those that have not all.
    int m_count = 0;
};

template<typename Visit>
void RequestRows::visitRows(int first, int rows, const Visit &visit) const
{
    const int end = rows < m_count - first ? first + rows : m_count;
    if (first < 0 || first >= end)
        return;
    for (std::size_t i = blockOfRow(first); i < m_blocks.size() && m_blocks[i].rowsBefore < end; ++i) {
        int row = m_blocks[i].rowsBefore;
        for (quint32 within = 0; within < blockSize && row < end; ++within) {
            if (!has(m_blocks[i], within))
                continue;
            if (row >= first)
                visit(row, m_blocks[i].first + within);
            ++row;
        }
    }
}

/// Finds the requests that lived in a time, and those of a lane. A request lives from when it was due, in a closed run
/// from when it began, to its outcome, or to now. Reads a record, which it is told the changes of in any order; keeps
/// bounds for blocks of requests and a list for each lane: below 9 bytes a request, and 24 a lane.
///
/// Requests begin roughly in the order of their numbers, so a short time meets few blocks; where they do not, it takes
/// longer, and finds the same. Main thread.
class TimelineIndex
{
public:
    TimelineIndex() = default;
    /// Neither changes its place while this is used. `due` is not owned; null: of a closed run.
    explicit TimelineIndex(std::shared_ptr<const RunRecord> record, const DueRequests *due = nullptr);

    /// As of the constructor.
    void setDue(const DueRequests *due) { m_due = due; }
    const RunRecord *record() const { return m_record.get(); }

    /// The request is due now, in an open run.
    void arrive(quint32 request, qint64 at);
    /// These are in the record by now.
    void take(const std::vector<Fact> &facts);

    /// Both ends belong to it. Nothing of one that does not live yet, never did, or is none.
    std::optional<NsRange> life(quint32 request, qint64 nowNs) const;
    /// Those whose life and `time` have a moment in common.
    RequestRows living(const NsRange &time, qint64 nowNs) const;

    /// Lanes are counted from 0.
    int laneCount() const { return int(m_lanes.size()); }
    /// In the order in which they began.
    std::span<const quint32> onLane(int lane) const;
    /// Of these, those that lived in that time, as far as none on a lane outlives one that began after it.
    std::span<const quint32> onLane(int lane, const NsRange &time) const;
    /// The request on the lane before (-1) or after (1) this one, and this one itself where there is none.
    quint32 besideOnLane(quint32 request, int step) const;
    /// The one whose time on the lane is nearest to that moment.
    std::optional<quint32> nearestOnLane(int lane, qint64 at) const;

private:
    using Bits = RequestRows::Bits;

    struct Block {
        qint64 firstBegin = 0;
        qint64 lastBegin = 0; ///< Of those that have come.
        qint64 firstEnd = 0;
        qint64 lastEnd = 0; ///< Of those that are over.
        Bits come;
        Bits over;
    };
    Block *blockFor(quint32 request);
    void noteLane(quint32 request, qint64 lane);
    std::size_t firstEndingAt(std::span<const quint32> lane, qint64 at) const;

    std::shared_ptr<const RunRecord> m_record;
    const DueRequests *m_due = nullptr;
    std::vector<Block> m_blocks;
    std::vector<std::vector<quint32>> m_lanes;
};

} // namespace fiftyfold
