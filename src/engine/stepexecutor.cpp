// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stepexecutor.h"

#include "engine/processexecutor.h"
#include "engine/threadexecutor.h"

#include <QThread>

#include <algorithm>

namespace fiftyfold {

std::unique_ptr<StepExecutor> makeExecutor(const RunPlan &plan, FileStore *store, const QString &folder,
                                           const Clock *clock)
{
    const int workers = std::max(QThread::idealThreadCount() / static_cast<int>(plan.effectiveThreads()), 1);
    if (plan.strategy == QLatin1String("async-threads"))
        return std::make_unique<ThreadExecutor>(workers, store, clock);
    if (plan.strategy == QLatin1String("async-processes"))
        return std::make_unique<ProcessExecutor>(workers, folder, clock);
    return nullptr;
}

} // namespace fiftyfold
