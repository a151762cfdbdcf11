// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runner.h"

#include <QThread>

namespace fiftyfold {

class EngineWorker;

/// Runs a plan in this process: an engine thread with an EngineWorker, and the practice server where the plan asks it.
class EngineRunner final : public Runner
{
    Q_OBJECT
public:
    EngineRunner(const RunPlan &plan, PracticeServer *server);
    ~EngineRunner() override;

    quint64 runId() const override { return m_runId; }
    Mailbox &mailbox() override { return m_mailbox; }

public Q_SLOTS:
    void start() override;
    void stop() override;

private:
    void startEngine();
    void endWithout(const QString &problem);

    const quint64 m_runId;
    Mailbox m_mailbox;
    RunPlan m_plan;
    PracticeServer *const m_server;
    QThread m_thread;
    EngineWorker *m_worker = nullptr; ///< Lives in m_thread, deleted when that ends.
    bool m_isEnded = false;           ///< Ended before there was an engine.
};

} // namespace fiftyfold
