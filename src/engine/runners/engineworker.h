// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/costmeter.h"
#include "engine/base/outofmemory.h"
#include "engine/base/standstill.h"
#include "engine/http/requestfactory.h"
#include "engine/runners/enginerunner.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <memory>
#include <vector>

namespace fiftyfold {

class LaneGroup;
class RequestQueue;
class RequestSource;
class RunFolder;
struct JobContext;

/// One run inside the engine thread: makes the folder, warms up, starts the clock, sees the lanes through, cleans up.
/// With several engine threads it lives in the first, and the others have lanes only. Made in the main thread, then
/// moved; everything it owns is made and destroyed in the engine threads.
class EngineWorker : public QObject
{
    Q_OBJECT
public:
    /// `plan` has a real URL. `mailbox` outlives the worker.
    EngineWorker(const RunPlan &plan, const std::optional<RunShare> &share, Mailbox *mailbox);
    ~EngineWorker() override;

public Q_SLOTS:
    void run();
    /// Starts the clock of a share, after `waiting`.
    void go(fiftyfold::MonotonicClock::Moment start);
    void stop();

Q_SIGNALS:
    void prepared(const fiftyfold::RunPlan &plan, const QString &workFolder, const QStringList &notices);
    /// Only for a share: all is ready, and warm.
    void waiting();
    void started(const QDateTime &startedAtUtc);
    /// All is cleaned up.
    void finished(const fiftyfold::RunEnd &end);

private:
    void makeLanes();
    void lanesPrepared(const QString &problem);
    void warmUp();
    void becomeReady();
    void startClock(MonotonicClock::Moment start);
    void runLanes(RequestQueue *queue, const RequestFactory *factory, RequestSource *source, FactSink *sink);
    void cancelAll();
    void cancelLanes();
    void lanesFinished(quint32 connectionsOpened, qint64 cpuNs, const fiftyfold::RunCost &ofProcesses);
    void conclude();
    void cleanUp();

    RunPlan m_plan;
    const std::optional<RunShare> m_share;
    Mailbox *const m_mailbox;
    MonotonicClock m_clock;
    std::unique_ptr<RunFolder> m_folder;
    std::unique_ptr<RemovedWithoutMemory> m_removedWithoutMemory; ///< The folder, where it is ours to remove.
    std::unique_ptr<RequestFactory> m_factory;
    std::unique_ptr<RequestSource> m_source; ///< Null where all requests are the factory's.
    std::unique_ptr<RequestFactory> m_warmUpFactory;
    std::unique_ptr<RequestSource> m_warmUpSource;
    // The warm-up's stay as long as its strategies may still look at them.
    std::unique_ptr<RequestQueue> m_warmUpQueue;
    std::unique_ptr<RequestQueue> m_queue;
    std::atomic<quint32> m_connectionNumbers{0};
    std::vector<LaneGroup *> m_groups;               ///< The first in this thread, each other in one of its own.
    std::vector<std::unique_ptr<QThread>> m_threads; ///< Of the other groups, which are deleted as these end.
    std::size_t m_groupsBusy = 0;
    qint64 m_cpuNs = 0;       ///< Of the engine threads, since the clock runs.
    bool m_isWarm = false;    ///< The clock runs.
    bool m_isWaiting = false; ///< For go().
    QTimer m_drainTimer;      ///< For what is under way at the end of the duration.
    StandstillWatch m_standstill;
    EngineCostMeter m_costMeter;
    RunCost m_costOfProcesses; ///< Of steps.
    RunEnd m_end;
};

} // namespace fiftyfold
