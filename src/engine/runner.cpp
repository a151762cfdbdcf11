// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runner.h"

#include "engine/enginerunner.h"

namespace fiftyfold {

std::unique_ptr<Runner> makeRunner(const RunPlan &plan, PracticeServer *server)
{
    return std::make_unique<EngineRunner>(plan, server);
}

} // namespace fiftyfold
