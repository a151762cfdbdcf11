// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runcost.h"

#include <QHash>

#include <optional>

namespace fiftyfold {

// The one place where cost is measured, by what the kernel has of threads and processes. Nothing is measured of what
// can't be read, as in a container that hides it.

/// What the calling thread took of a processor in all.
qint64 threadCpuNs();

/// What main() calls before there is more than the bare program: the memory that it has then is part of what each run
/// of its engine takes. That of its window is not, nor of libraries that are there for the window alone: a run takes
/// the same wherever it is started.
void noteBareProgram();
qint64 bareProgramMemory();

/// The cost of a run in this process: of the engine's threads, which are told by their names (engineThreadNames in
/// costmeter.cpp), so that neither the main thread nor what a window has counts. A thread that ends within the run, as
/// libcurl's for looking up a name, is not in it. Any thread, but one at a time.
class EngineCostMeter
{
public:
    /// Before what the run needs is made: memory counts from here. Gives back to the system what earlier runs left.
    void prepare();
    /// The clock starts.
    void start();
    /// The run has ended, and its threads are still there.
    /// Nothing where the system does not tell.
    std::optional<RunCost> stop() const;

private:
    struct Spent {
        qint64 cpuNs = 0;
        qint64 contextSwitches = 0;
    };
    static QHash<int, Spent> engineThreads();

    qint64 m_memoryBefore = 0;  ///< Bytes.
    QHash<int, Spent> m_before; ///< By thread.
};

/// The cost of a child program with what it starts, read from outside. One thread.
class ProcessCostMeter
{
public:
    /// Before the process is there.
    void prepare() { m_childrenBefore = spentByEndedChildren(); }
    /// The clock starts.
    void start(qint64 processId);
    /// Looks how many there are and what they have taken so far; while it runs, and once more as it ends. What one took
    /// that is gone by then is with the process that waited for it. Whether the process was still at work.
    bool look();
    /// The process has been waited for, and no other of this program since prepare(). What no look could see then
    /// counts as well: what threads did that had ended, and all since the last look if that came too late.
    void end(bool isLookLate);
    /// Up to the last look.
    RunCost cost() const;
    bool isStarted() const { return m_processId > 0; }

private:
    struct Spent {
        qint64 cpuNs = 0;
        qint64 contextSwitches = 0;
    };
    /// Of the process and all that it started, at one look, or the most of all looks.
    struct Seen {
        bool isThere = false;
        qint64 cpuNs = 0;
        qint64 memoryBytes = 0;
        QHash<qint64, qint64> contextSwitches; ///< By process.
        quint32 threads = 0;
        quint32 processes = 0;
    };
    Seen seen() const;
    void note(const Seen &now);
    static Spent spentByEndedChildren();

    qint64 m_processId = 0;
    Spent m_childrenBefore;
    Seen m_before;
    Seen m_most;
    std::optional<Spent> m_whole; ///< Since the clock started, where end() knows it better.
};

} // namespace fiftyfold
