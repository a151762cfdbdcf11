// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/runshare.h"
#include "engine/runners/runner.h"

#include <QThread>

namespace fiftyfold {

class EngineWorker;

/// Runs a plan in this process: an engine thread with an EngineWorker, and the practice server where the plan asks it.
class EngineRunner final : public Runner
{
    Q_OBJECT
public:
    EngineRunner(const RunPlan &plan, PracticeServer *server, const std::optional<RunShare> &share = {});
    ~EngineRunner() override;

    quint64 runId() const override { return m_runId; }
    Mailbox &mailbox() override { return m_mailbox; }

public Q_SLOTS:
    void start() override;
    void stop() override;
    /// Starts the clock of a share, after `waiting`: its facts count from `start`.
    void go(fiftyfold::MonotonicClock::Moment start);

Q_SIGNALS:
    /// Only for a share: all but the start has been done.
    void waiting();

private:
    void startEngine();
    void endWithout(const QString &problem, const QString &option = {});

    const quint64 m_runId;
    Mailbox m_mailbox;
    RunPlan m_plan;
    const std::optional<RunShare> m_share;
    PracticeServer *const m_server;
    QThread m_thread;
    EngineWorker *m_worker = nullptr; ///< Lives in m_thread, deleted when that ends.
    bool m_isEnded = false;           ///< Ended before there was an engine.
};

} // namespace fiftyfold
