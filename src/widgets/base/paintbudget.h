// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <optional>

namespace fiftyfold {

/// How often what goes on is shown, so that showing it does not take the processor from what is shown: as often as a
/// twentieth of one processor's time allows, at most 60 and at least 4 times a second, which is what can be read. Where
/// that is less than 10 times, the elapsed time goes on in between. What a picture costs is taken from the
/// processor time of the thread that paints it: reading what is new, laying it out and painting it, wherever that
/// happens. Of that thread; never blocks.
class PaintBudget
{
public:
    using Clock = std::function<std::chrono::nanoseconds()>;
    static constexpr std::chrono::milliseconds shortest{16};
    static constexpr std::chrono::milliseconds longest{250};
    static constexpr std::chrono::milliseconds longestStill{100}; ///< After that the elapsed time has to go on.

    /// `processorTime` gives what the thread has used so far; by default that of the thread that calls.
    explicit PaintBudget(Clock processorTime = {});

    /// To be called with each picture: how long to wait for the next one. All that the thread did since the last call
    /// was for the last one.
    std::chrono::milliseconds untilNext();

private:
    Clock m_processorTime;
    std::optional<std::chrono::nanoseconds> m_spentBefore;
    std::chrono::nanoseconds m_typical{0}; ///< Cost of a picture of late.
};

} // namespace fiftyfold
