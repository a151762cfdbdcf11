// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stepexecutor.h"

#include "engine/processexecutor.h"
#include "engine/threadexecutor.h"

namespace fiftyfold {

std::unique_ptr<StepExecutor> makeExecutor(const QString &strategy, FileStore *store, const QString &folder,
                                           const Clock *clock)
{
    if (strategy == QLatin1String("async-threads"))
        return std::make_unique<ThreadExecutor>(store, clock);
    if (strategy == QLatin1String("async-processes"))
        return std::make_unique<ProcessExecutor>(folder, clock);
    return nullptr;
}

} // namespace fiftyfold
