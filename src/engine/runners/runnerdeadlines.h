// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace fiftyfold {

struct RunnerTask;

/// How long a runner may take for what it owes.
struct RunnerDeadlines {
    std::chrono::milliseconds ready = std::chrono::seconds(20);   ///< From its start to `ready`.
    std::chrono::milliseconds silence = std::chrono::seconds(10); ///< Without a word, beyond longestSilence().
    std::chrono::milliseconds end = std::chrono::seconds(2); ///< From `finished`, or from its last outcome, to its end.
    std::chrono::milliseconds stop = std::chrono::milliseconds(500); ///< From SIGTERM to SIGKILL.
};

/// How long there may be nothing to tell: for the time of one request, and while none is due. Of a summary, for that of
/// all requests.
std::chrono::milliseconds longestSilence(const RunnerTask &task);

} // namespace fiftyfold
