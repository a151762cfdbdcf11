// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/asyncstrategy.h"

#include <QHash>

namespace fiftyfold {

/// One event loop for the network, as in `async`; but the steps of each reply are done by an executor, threads or
/// processes, while the loop goes on. Their results come back into the loop.
class ExecutorStrategy final : public AsyncStrategy
{
    Q_OBJECT
public:
    ExecutorStrategy(const JobContext &context, ManagerPool &managers, const LaneRange &lanes);

private:
    void connectSteps(RequestJob *job) override;

    StepExecutor *const m_executor;
    QHash<quint32, RequestJob *> m_jobs; ///< Whose steps the executor does, by index.
};

} // namespace fiftyfold
