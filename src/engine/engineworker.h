// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/clock.h"
#include "engine/requestfactory.h"
#include "engine/runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace fiftyfold {

class ManagerPool;
class RunFolder;
class Strategy;

/// One run inside the engine thread: makes the folder and the managers, warms up, runs the strategy, cleans up. Made in
/// the main thread, then moved; everything it owns is made and destroyed in the engine thread.
class EngineWorker : public QObject
{
    Q_OBJECT
public:
    /// `plan` has a real URL. `mailbox` outlives the worker.
    EngineWorker(const RunPlan &plan, Mailbox *mailbox);
    ~EngineWorker() override;

public Q_SLOTS:
    void run();
    void stop();

Q_SIGNALS:
    void prepared(const fiftyfold::RunPlan &plan, const QString &workFolder, const QStringList &notices);
    void started(const QDateTime &startedAtUtc);
    /// All is cleaned up.
    void finished(const fiftyfold::RunEnd &end);

private:
    void warmUp();
    void startClock();
    void strategyFinished();
    void cleanUp();
    void watchForStandstill();

    RunPlan m_plan;
    Mailbox *const m_mailbox;
    MonotonicClock m_clock;
    std::unique_ptr<RunFolder> m_folder;
    std::unique_ptr<ManagerPool> m_managers;
    std::unique_ptr<RequestFactory> m_factory;
    std::unique_ptr<RequestFactory> m_warmUpFactory;
    std::unique_ptr<Strategy> m_strategy;
    QTimer m_heartbeat;
    QElapsedTimer m_sinceHeartbeat;
    qint64 m_suspendedAtStartNs = 0;
    RunEnd m_end;
};

} // namespace fiftyfold
