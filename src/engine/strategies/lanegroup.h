// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runcost.h"
#include "engine/strategies/strategy.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <vector>

namespace fiftyfold {

class ManagerPool;
class RunFolder;

/// The lanes of one engine thread: the transport that carries their requests, and the strategy that schedules them.
/// What it owns is made and destroyed in its thread; the slots are to be called there.
class LaneGroup : public QObject
{
    Q_OBJECT
public:
    /// The pointers are the run's, and outlive the group.
    LaneGroup(const RunPlan &plan, const LaneRange &lanes, RunFolder *folder, const Clock *clock,
              std::atomic<quint32> *connectionNumbers);
    ~LaneGroup() override;

public Q_SLOTS:
    /// Makes the transport, and the executor if the strategy wants one; `prepared` follows.
    void prepare();
    /// Runs what is in the context's queue; `finished` follows.
    void run(const fiftyfold::JobContext &context);
    void cancel();
    /// Lets go of strategy and transport.
    void clear();

Q_SIGNALS:
    /// `problem` is empty, or says why it can't work.
    void prepared(const QString &problem);
    /// `cpuNs`: what its thread took of a processor since run(); `ofProcesses`: what the processes of its steps cost.
    void finished(quint32 connectionsOpened, qint64 cpuNs, const fiftyfold::RunCost &ofProcesses);

private:
    const RunPlan m_plan;
    const LaneRange m_lanes;
    RunFolder *const m_folder;
    const Clock *const m_clock;
    std::atomic<quint32> *const m_connectionNumbers;
    std::unique_ptr<ManagerPool> m_managers; ///< Goes after the jobs, whose replies it holds.
    std::unique_ptr<StepExecutor> m_executor;
    std::vector<std::unique_ptr<Strategy>>
        m_strategies; ///< The last one runs; that of the warm-up may have turns left.
};

} // namespace fiftyfold
