// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/chunkedcolumn.h"
#include "core/run/fact.h"

#include <array>
#include <vector>

namespace fiftyfold {

/// How many requests are in each stage over time: what the progress chart draws. Bounded: at most binLimit bins, whose
/// width doubles as the run grows. Bins hold changes, not levels, so facts of different requests may come in any order
/// of time, also long after it. A request counts to a stage until
/// its next one begins; after `receive`, until it ends. Main thread.
class StageSeries
{
public:
    /// The bands from bottom to top. Ended requests below, then stages from the last to the first; queued on top.
    enum class Band : quint8 {
        Done,
        Failed,
        Cancelled,
        Delete,
        Save,
        Wrap,
        LoopWait, ///< See loopwait.h.
        Receive,
        Wait,
        Send,
        Tls,
        Connect,
        Dns,
        Queued
    };
    static constexpr std::size_t bandCount = 14;
    static constexpr bool isOutcome(Band band) { return band <= Band::Cancelled; }
    static constexpr std::size_t binLimit = 8192; ///< Several to a pixel, so that a peak is not between them.

    /// Whether all requests are in the queue from the run's start on, or each comes when it is due, or begins.
    enum class Arrivals : quint8 { Together, OneByOne };

    explicit StageSeries(quint32 requests = 0, Arrivals arrivals = Arrivals::Together);

    /// There are so many now, the new ones not yet in the queue; never fewer than before. Only where they come one by
    /// one.
    void grow(quint32 requests);
    /// The request comes into the queue then, unless it came before. Only where they come one by one.
    void arrive(quint32 request, qint64 at);
    /// One of which a fact is told before it came, comes with it. Facts of requests that there are not, and of requests
    /// that have their outcome, are ignored. A time before that request's last change counts as the time of that
    /// change.
    void apply(const std::vector<Fact> &facts);

    quint32 requests() const { return m_requests; }
    Arrivals arrivals() const { return m_arrivals; }
    qint64 binNs() const { return m_binNs; }
    /// True once a request was in that band at any time.
    bool hasBand(Band band) const { return m_hasBand[static_cast<std::size_t>(band)]; }

    struct Level {
        double timeNs = 0;
        std::array<quint32, bandCount> count{}; ///< By Band; their sum is that of the requests that have come.
        quint32 most = 0;                       ///< Under way at one time of those that the level stands for.

        quint32 of(Band band) const { return count[static_cast<std::size_t>(band)]; }
        quint32 inFlight() const; ///< Neither queued nor ended.
    };
    /// Those that are in flight, and where requests come one by one those that wait as well: what rises in a stall.
    quint32 underWay(const Level &level) const;

    /// The levels at `fromNs` (at 0: all that are there queued, but for what happened at 0 itself), at the end of each
    /// bin before `untilNs`, and at `untilNs`. At most `most` of them (4 or more): where there are more bins, each of
    /// so many columns has the mean of its bins, which a gap lowers, and the most that were under way in one of them,
    /// so that no peak is too short to be seen.
    std::vector<Level> levels(qint64 fromNs, qint64 untilNs, std::size_t most) const;

    /// The levels at one time: those at the end of its bin.
    Level levelAt(qint64 timeNs) const;

    /// The most of them until then that were in flight, and that waited for a lane, each at the end of a bin.
    struct Most {
        quint32 inFlight = 0;
        quint32 queued = 0; ///< Only where requests come one by one.
    };
    Most mostUntil(qint64 untilNs) const;

private:
    using Changes = std::array<int, bandCount>;

    void place(quint32 request, qint64 at);
    std::size_t binFor(qint64 at);
    void move(quint32 request, Band band, qint64 at);
    void doubleBinWidth();
    std::size_t binOf(qint64 at) const;
    Level allQueued() const;
    void advance(Level &level, std::size_t bin) const;

    quint32 m_requests = 0;
    Arrivals m_arrivals;
    qint64 m_binNs = 20'000;
    /// Bin 0 is time 0 itself; bin k is what happened after (k - 1) and until k bin widths: levels at the end of a bin
    /// are exact.
    std::vector<Changes> m_bins;
    ChunkedColumn<Band> m_current; ///< By request.
    ChunkedColumn<qint64> m_since; ///< By request: when it came into its current band.
    std::array<bool, bandCount> m_hasBand{};
};

} // namespace fiftyfold
