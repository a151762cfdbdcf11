// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runner.h"

#include "engine/runners/enginerunner.h"
#include "engine/runners/externalrunner.h"

#include <atomic>

namespace fiftyfold {

quint64 nextRunId()
{
    static std::atomic<quint64> last{0};
    return ++last;
}

std::unique_ptr<Runner> makeRunner(const RunPlan &plan, PracticeServer *server, RunReport report)
{
    if (ExternalRunner::isNeededFor(plan))
        return std::make_unique<ExternalRunner>(plan, server, report);
    return std::make_unique<EngineRunner>(plan, server);
}

} // namespace fiftyfold
