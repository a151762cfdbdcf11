// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/stepexecutor.h"

#include "core/plan/strategytraits.h"
#include "engine/pipeline/processexecutor.h"
#include "engine/pipeline/threadexecutor.h"

#include <QThread>

#include <algorithm>

namespace fiftyfold {

quint32 executorWorkersFor(const RunPlan &plan, quint32 lanes, quint32 threads)
{
    if (strategyOf(plan).steps == StepsOn::Lanes)
        return 0;
    const auto processors = static_cast<quint32>(std::max(QThread::idealThreadCount(), 1));
    return threads * std::clamp(processors / threads, 1U, std::max(lanes / threads, 1U));
}

std::unique_ptr<StepExecutor> makeExecutor(const RunPlan &plan, FileStore *store, const QString &folder,
                                           const Clock *clock)
{
    const quint32 threads = plan.effectiveThreads();
    const auto workers = static_cast<int>(executorWorkersFor(plan, plan.effectiveAtOnce(), threads) / threads);
    switch (strategyOf(plan).steps) {
    case StepsOn::Lanes:
        break;
    case StepsOn::ThreadPool:
        return std::make_unique<ThreadExecutor>(workers, store, clock);
    case StepsOn::ProcessPool:
        return std::make_unique<ProcessExecutor>(workers, folder, clock);
    }
    return nullptr;
}

} // namespace fiftyfold
