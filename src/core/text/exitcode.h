// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fiftyfold::exitcode {

inline constexpr int allDone = 0;
inline constexpr int couldNotRun = 1;
inline constexpr int badUsage = 2;
inline constexpr int someFailed = 3;
inline constexpr int thresholdCrossed = 4;

/// 129 for SIGHUP, 130 for SIGINT, 143 for SIGTERM, as shells have it.
constexpr int stoppedBy(int signalNumber)
{
    return 128 + signalNumber;
}

} // namespace fiftyfold::exitcode
