// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lanelimit.h"

#include <optional>

namespace fiftyfold {

/// What the system has left of threads, which it counts together with processes.
struct ThreadSupply {
    quint32 count = 0; ///< As many as were asked for, or fewer.
    QString limit;     ///< Where fewer: what stops it there, "this user may have 20 processes and threads at once".
    QString remedy;    ///< And what would help, a sentence.
    std::optional<quint64> space; ///< Bytes left for the heap beside all of them, where address space is limited.
};

/// Starts that many threads side by side, which do nothing, and ends them: there is no other way to know. Others may
/// take what is left a moment later. Some 10 µs for each thread.
ThreadSupply threadSupply(quint32 wanted);

/// What to say where not even `what` ("The run's engine thread") can be started.
QString noThreadFor(const QString &what);

/// The limit of this user's processes and threads, "this user may have 20 processes and threads at once"; empty where
/// none holds.
QString userLimitText();

/// Why a program could not be started, in sentences: the limit that stops it, or what QProcess says.
QString whyNotStarted(const QString &words);

/// Settles how many of a plan's engine threads and lanes can have the threads and processes that they need, beyond
/// those that run already, and the address space where that is limited. What would start later and can't would be
/// waited for in vain: Qt does not tell. `later` is how many will run already when the plan does, beyond those that do
/// now.
LaneLimit clampToThreadLimit(RunPlan &plan, quint32 later = 0);

} // namespace fiftyfold
