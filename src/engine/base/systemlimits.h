// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

#include <sys/resource.h>

namespace fiftyfold {

// What the system lets this process and this user have, and how to say what it does not. Any thread.

/// What the system has left of threads, which it counts together with processes.
struct ThreadSupply {
    quint32 count = 0; ///< As many as were asked for, or fewer.
    QString limit;     ///< Where fewer: what stops it there, "this user may have 20 processes and threads at once".
    QString remedy;    ///< And what would help, a sentence.
    std::optional<quint64> space; ///< Bytes left for the heap beside all of them, where address space is limited.

    void blameAddressSpace();
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

/// The limit of open files, raised to `wanted` as far as that is allowed and helps.
rlim_t descriptorLimitRaisedTo(rlim_t wanted);

/// "this process may open 16 files only. Raise the limit with "ulimit -n"."; empty if this process can open so many
/// more at present.
QString descriptorShortage(quint32 wanted);

} // namespace fiftyfold
