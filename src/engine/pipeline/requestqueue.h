// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/schedule.h"
#include "engine/base/indexshare.h"

#include <QtGlobal>

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>

namespace fiftyfold {

class Clock;

/// Who waits for time: for its turn to see to the next request of an open run, or for a lane to open. Lives in an
/// engine thread.
class QueueWatcher
{
public:
    virtual ~QueueWatcher() = default;
    /// Called in any thread, with the queue locked: it is its turn, or nothing is left to wait for.
    virtual void callToWatch() = 0;
};

/// The requests of a run, or of a share of it, that have not begun, by number from 0: each is taken once, by whichever
/// engine thread has a lane free. Of a closed load they are there from the beginning, and until its end in time where
/// it has one; of an open one each from the moment when it is due. Thread-safe.
class RequestQueue
{
public:
    /// Closed.
    explicit RequestQueue(quint32 requests);
    /// As the plan's load says, after settledLoad(). `clock` outlives the queue.
    RequestQueue(const RunPlan &plan, const IndexShare &share, const Clock *clock);

    bool isOpen() const { return m_schedule.has_value(); }

    /// The next of a closed load; nothing where none is left.
    std::optional<quint32> take();

    struct Due {
        quint32 number = 0;
        qint64 at = 0;
    };
    /// The next of an open load, if it is due by now.
    std::optional<Due> takeDue();
    /// When the next one is due; nothing where none is left.
    std::optional<qint64> nextDueNs();

    /// Of the engine threads with free lanes one waits at a time for the next to be due, so that nobody is woken for
    /// nothing. True: it is this one's turn. It is called when its turn has come, and when all have been taken.
    bool watch(QueueWatcher *watcher);
    /// It waits no more: the turn goes to the next.
    void unwatch(QueueWatcher *watcher);

    /// From `first` to before `end`.
    struct Range {
        quint32 first = 0;
        quint32 end = 0;
    };
    /// All that nobody has taken and that the run has: where time ends it, only those that are due by now. Nothing is
    /// left then.
    Range takeRest();

    bool isEmpty() const;

private:
    bool isOver() const;
    void callNext();
    void callAll();

    const quint32 m_requests;
    const bool m_hasEnd = false;
    const qint64 m_endNs = 0; ///< Of a closed load; 0: none.
    const Clock *const m_clock = nullptr;
    std::atomic<quint64> m_next{0};

    // Of an open load.
    const IndexShare m_share;
    std::mutex m_mutex;
    std::optional<Schedule> m_schedule;
    QueueWatcher *m_watching = nullptr;
    std::deque<QueueWatcher *> m_waiting;
};

} // namespace fiftyfold
