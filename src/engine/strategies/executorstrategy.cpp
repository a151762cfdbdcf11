// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/executorstrategy.h"

#include "engine/pipeline/stepexecutor.h"

namespace fiftyfold {

ExecutorStrategy::ExecutorStrategy(const JobContext &context, ManagerPool &managers, const LaneRange &lanes)
    : AsyncStrategy(context, managers, lanes)
    , m_executor(context.executor)
{
    connect(m_executor, &StepExecutor::done, this, [this](const PageResult &result) {
        if (RequestJob *job = m_jobs.take(result.index))
            job->conclude(result);
    });
}

void ExecutorStrategy::connectSteps(RequestJob *job)
{
    connect(job, &RequestJob::replied, this, [this, job] {
        m_jobs.insert(job->index(), job);
        m_executor->run(job->takeWork());
    });
}

std::unique_ptr<Strategy> makeWithExecutor(const JobContext &context, ManagerPool &managers, const LaneRange &lanes)
{
    return std::make_unique<ExecutorStrategy>(context, managers, lanes);
}

} // namespace fiftyfold
