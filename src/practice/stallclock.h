// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/capacityqueue.h"
#include "practice/replyplan.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace fiftyfold::practice {

/// When a server stands still: its clock begins with the first request. It begins again with the first one after
/// nothing was asked and nothing under way for a while, which is taken for the end of a run, or after startOver().
class StallClock
{
public:
    static constexpr std::chrono::seconds idleGap{1};

    explicit StallClock(const Stall &stall);

    /// A request has come. Each must leave once.
    void enter(TimePoint now);
    /// One was answered, or gave up.
    void leave(TimePoint now);
    void startOver();
    /// When it is answered what would be at this time: at the stall's end if this is within it. Only after enter().
    TimePoint answeredAt(TimePoint due) const;
    /// It is as a new one would be.
    bool isIdle(TimePoint now) const;

private:
    Stall m_stall;
    std::optional<TimePoint> m_begin;
    TimePoint m_lastSeen;
    std::uint64_t m_underWay = 0;
};

} // namespace fiftyfold::practice
