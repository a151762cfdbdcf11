// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fact.h"

#include <array>
#include <vector>

namespace fiftyfold {

class RunRecord;

/// How many requests are in each stage over time: what the progress chart draws. Bounded: at most binLimit bins, whose
/// width doubles as the run grows. Bins hold changes, not levels, so facts may come in any order of time.
/// A request counts to a stage until its next one begins.
class StageSeries
{
public:
    /// The bands from bottom to top. Ended requests below, then stages from the last to the first; queued on top.
    enum class Band : quint8 { Done, Failed, Cancelled, Delete, Save, Wrap, Receive, Wait, Send, Tls, Connect, Dns, Queued };
    static constexpr std::size_t bandCount = 13;
    static constexpr std::size_t binLimit = 2048;

    explicit StageSeries(quint32 requests = 0);

    void apply(const std::vector<Fact> &facts);

    quint32 requests() const { return m_requests; }
    qint64 binNs() const { return m_binNs; }
    /// True once a request was in that band at any time.
    bool hasBand(Band band) const { return m_hasBand[static_cast<std::size_t>(band)]; }

    struct Level {
        double timeNs = 0;
        std::array<quint32, bandCount> count{}; ///< By Band; their sum is requests().
    };
    /// The levels at the end of each bin from 0 until `untilNs`, the first one at time 0 with all queued. Where more
    /// than `most` bins lie there, neighbours are merged.
    std::vector<Level> levels(qint64 untilNs, std::size_t most) const;

    /// The levels at one time.
    Level levelAt(qint64 timeNs) const;

private:
    void add(qint64 at, Band band, int change);
    void doubleBinWidth();

    quint32 m_requests = 0;
    qint64 m_binNs = 20'000;
    std::vector<std::array<int, bandCount>> m_bins;
    std::vector<Band> m_current; ///< By request.
    std::array<bool, bandCount> m_hasBand{};
};

} // namespace fiftyfold
