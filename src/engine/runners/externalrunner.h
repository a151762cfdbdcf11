// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/standstill.h"
#include "engine/runners/countingsink.h"
#include "engine/runners/runner.h"
#include "engine/runners/runnerprocess.h"

#include <QThread>

#include <memory>
#include <vector>

namespace fiftyfold {

class RunnerPreparation;
struct RunnerGround;

/// Runs a plan in programs that speak fiftyfold.runner/1: the plan's `runnerCommand`, or under the strategy `processes`
/// several `fiftyfold-cli worker`, each with its share of the requests and of the lanes. All of them are ready before
/// the clock starts. One that fails after that takes its own requests with it, and no others.
class ExternalRunner final : public Runner
{
    Q_OBJECT
public:
    static bool isNeededFor(const RunPlan &plan);
    /// How many programs it starts for a plan with so many lanes.
    static quint32 processesFor(const RunPlan &plan, quint32 lanes);

    ExternalRunner(const RunPlan &plan, PracticeServer *server, RunReport report = RunReport::Each);
    ~ExternalRunner() override;

    quint64 runId() const override { return m_runId; }
    Mailbox &mailbox() override { return m_mailbox; }
    /// Of the programs that run.
    QList<qint64> processIds() const;

public Q_SLOTS:
    void start() override;
    void stop() override;

private:
    void prepare();
    void startChildren(const fiftyfold::RunnerGround &ground);
    RunnerProcess *makeChild(const RunnerProgram &program, const RunPlan &plan, quint32 number, quint32 count);
    void childReady();
    void childEnded(RunnerProcess *child);
    void stopChildren();
    void clearUp();
    QList<quint32> notDone() const;
    void endWithout(const QString &problem, const QString &option = {});

    const quint64 m_runId;
    Mailbox m_mailbox;
    RunPlan m_plan;
    PracticeServer *const m_server;
    const RunReport m_report;
    MonotonicClock m_clock;
    StandstillWatch m_standstill;
    QThread m_thread;
    RunnerPreparation *m_preparation = nullptr;         ///< Lives in m_thread, deleted when that ends.
    quint32 m_requestsBegun = 0;                        ///< Where that is not known beforehand;
    std::vector<std::unique_ptr<CountingSink>> m_sinks; ///< then one for each child.
    std::vector<std::unique_ptr<RunnerProcess>> m_children;
    std::size_t m_readyCount = 0;
    std::size_t m_endedCount = 0;
    QString m_title; ///< What messages call the program.
    QString m_workFolder;
    QStringList m_notices;    ///< For `prepared`.
    bool m_isStarted = false; ///< The clock runs.
    bool m_isEnded = false;   ///< `finished` is on its way.
    RunEnd m_end;
};

} // namespace fiftyfold
