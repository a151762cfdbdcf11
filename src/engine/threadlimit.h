// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

namespace fiftyfold {

/// What the system has left of threads, which it counts together with processes.
struct ThreadSupply {
    quint32 count = 0; ///< As many as were asked for, or fewer.
    QString limit;     ///< Where fewer: what stops it there, "this user may have 20 processes and threads at once".
    QString remedy;    ///< And what would help, a sentence.
};

/// Starts that many threads side by side, which do nothing, and ends them: there is no other way to know. Others may
/// take what is left a moment later. Some 10 µs for each thread.
ThreadSupply threadSupply(quint32 wanted);

/// What to say where not even `what` ("The run's engine thread") can be started.
QString noThreadFor(const QString &what);

/// Why a program could not be started, in sentences: the limit that stops it, or what QProcess says.
QString whyNotStarted(const QString &words);

/// Settles how many of a plan's engine threads and lanes can have the threads and processes that they need, beyond
/// those that run already. What would start later and can't would be waited for in vain: Qt does not tell. Returns
/// what was lowered and what to do; empty if nothing was. Where there is not enough for a single lane, `problem` says
/// so.
QString clampToThreadLimit(RunPlan &plan, QString *problem);

} // namespace fiftyfold
