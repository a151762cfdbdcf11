// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace fiftyfold {

struct RunPlan;

// What the window says of a plan's load, of one without problems.

/// "50 requests, 50 at once", "for 10 s, 20 at once", "200/s for 60 s"; of a rate with ", 64 at once" where that is not
/// what it is unless it is given.
QString loadInShort(const RunPlan &plan);

/// "8,000 requests become due in 50 s", "50 requests, each as a lane is free".
QString loadSentence(const RunPlan &plan);

/// How many there will be: "50 requests", "1 request"; "requests for 10 s" where lanes go on until then.
QString countedRequests(const RunPlan &plan);

/// Of a plan, exactly: "60 s", "250 ms", "5 min".
QString plannedTime(std::chrono::nanoseconds time);

} // namespace fiftyfold
