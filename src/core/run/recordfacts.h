// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <queue>
#include <vector>

namespace fiftyfold {

/// The facts of a run that has ended, in the order in which they happened, made of its record a portion at a time: of
/// those requests alone that are under way. Any thread. What a record does not tell is missing: how large a page was.
class RecordFacts
{
public:
    /// 4 bytes a request. The record outlives this.
    explicit RecordFacts(const RunRecord &record);

    /// The next ones, about `most`, with what they need beside them; none when all have been told.
    FactBatch next(std::size_t most);

private:
    struct Open {
        Fact fact;
        int step = 0; ///< Within its request.
    };
    struct IsLater {
        bool operator()(const Open &one, const Open &other) const;
    };
    void open(quint32 request, FactBatch &batch);
    qint64 beginOf(quint32 request) const;

    const RunRecord &m_record;
    std::vector<quint32> m_order; ///< Requests by when the first thing happened to them.
    std::size_t m_next = 0;       ///< In there.
    std::priority_queue<Open, std::vector<Open>, IsLater> m_open;
};

} // namespace fiftyfold
