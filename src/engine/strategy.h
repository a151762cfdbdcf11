// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/requestjob.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace fiftyfold {

class ManagerPool;

/// How the requests of a run are scheduled. A subclass decides when a request starts and when its steps run; the base
/// keeps count and sees to it that each request gets exactly one outcome. Lives in the engine thread.
class Strategy : public QObject
{
    Q_OBJECT
public:
    /// `managers` and what `context` points at must outlive the strategy.
    Strategy(const JobContext &context, ManagerPool &managers);

    virtual void start() = 0;
    /// Cancels what is open and what has not begun; `finished` follows at once. Safe at any time, also twice.
    void cancel();

    /// Connections that the transport said it opens.
    quint32 connectionsOpened() const { return m_connectionsOpened; }

Q_SIGNALS:
    /// Every request has its outcome. Emitted once.
    void finished();

protected:
    const RunPlan &plan() const { return m_context.factory->plan(); }
    /// The job of the next request, in that lane; null when none is left. Its steps are still to be connected, then it
    /// is to be started. It is deleted after its end.
    RequestJob *nextJob(quint32 lane);
    /// The lane's request has ended and others are left: called through the event loop, never from within the ending.
    virtual void laneFreed(quint32 lane) = 0;

private:
    void jobFinished(RequestJob *job);
    void countOutcome();

    JobContext m_context;
    ManagerPool &m_managers;
    std::vector<RequestJob *> m_open;                 ///< By lane; children of this.
    std::vector<std::optional<quint32>> m_connection; ///< By lane, where that can be told.
    quint32 m_next = 0;
    quint32 m_finished = 0;
    quint32 m_connectionsOpened = 0;
};

/// The strategy of that name; null if there is none.
std::unique_ptr<Strategy> makeStrategy(const QString &name, const JobContext &context, ManagerPool &managers);

} // namespace fiftyfold
