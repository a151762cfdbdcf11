// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/duetimer.h"
#include "engine/pipeline/deadlines.h"
#include "engine/pipeline/requestjob.h"
#include "engine/pipeline/requestqueue.h"

#include <QObject>

#include <memory>
#include <vector>

namespace fiftyfold {

class ManagerPool;

/// A share of a run's lanes.
struct LaneRange {
    quint32 first = 0;
    quint32 count = 1;
};

/// How the requests of a run are scheduled on the lanes of one engine thread. A subclass decides how lanes open and
/// when the steps of a request run; the base takes requests from the run's queue, of an open load when they are due,
/// keeps count, and sees to it that each request gets exactly one outcome. Lives in its engine thread.
class Strategy : public QObject, private QueueWatcher
{
    Q_OBJECT
public:
    /// `managers` and what `context` points at must outlive the strategy.
    Strategy(const JobContext &context, ManagerPool &managers, const LaneRange &lanes);
    ~Strategy() override;

    void start();
    /// Cancels what is open and what nobody has begun; `finished` follows at once. Safe at any time, also twice.
    void cancel();

    /// Connections that the transport said it opens.
    quint32 connectionsOpened() const { return m_connectionsOpened; }

Q_SIGNALS:
    /// Every request that these lanes took has its outcome, and none is left to be taken. Emitted once.
    void finished();

protected:
    const LaneRange &lanes() const { return m_lanes; }
    /// Of a closed load: each lane takes its first request.
    virtual void openLanes() = 0;
    /// The same of one lane, where they open one after the other.
    virtual void openLane(quint32 lane) { startNext(lane); }
    /// Begins the next request of a closed load in that lane; null if none is left.
    RequestJob *startNext(quint32 lane);
    /// The lane's request has finished: called in the event loop's next turn, never from within the finishing.
    virtual void laneFreed(quint32 lane) { startNext(lane); }
    /// Connects a lane's job to its steps. Once for each lane; its job takes one request after the other.
    virtual void connectSteps(RequestJob *job) = 0;
    /// What is open ends without another step.
    bool isCancelled() const { return m_isCancelled; }

private:
    void callToWatch() override;
    void lookAtTime();
    void watch();
    void takeDue();
    void rampUp();
    qint64 openingNs(quint32 lane) const;
    RequestJob *begin(quint32 lane, quint32 number, qint64 dueNs);
    RequestJob *jobOf(quint32 lane);
    void jobFinished(RequestJob *job);
    void goOn();
    void finishIfDone();

    JobContext m_context;
    ManagerPool &m_managers;
    const LaneRange m_lanes;
    Deadlines m_deadlines;
    std::vector<std::unique_ptr<RequestJob>> m_jobs; ///< By lane, from the first of these; null until it is used.
    std::vector<quint32> m_freed;                    ///< Lanes to be used again in the event loop's next turn.
    std::unique_ptr<DueTimer> m_timer;               ///< Of a load that goes by time.
    std::vector<quint32> m_free;                     ///< Of an open load: lanes without a request, the lowest on top.
    quint32 m_opened = 0;                            ///< Lanes that a ramp-up has opened.
    quint32 m_openCount = 0;
    quint32 m_connectionsOpened = 0;
    bool m_isCancelled = false;
    bool m_isFinished = false;
};

/// The strategy of that name; null if there is none.
std::unique_ptr<Strategy> makeStrategy(const QString &name, const JobContext &context, ManagerPool &managers,
                                       const LaneRange &lanes);

} // namespace fiftyfold
