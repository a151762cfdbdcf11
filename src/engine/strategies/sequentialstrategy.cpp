// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/sequentialstrategy.h"

namespace fiftyfold {

void SequentialStrategy::openLanes()
{
    startNext(lanes().first);
}

void SequentialStrategy::connectSteps(RequestJob *job)
{
    connect(job, &RequestJob::replied, job, &RequestJob::wrap);
    connect(job, &RequestJob::wrapped, job, &RequestJob::save);
    connect(job, &RequestJob::saved, job, &RequestJob::remove);
}

std::unique_ptr<Strategy> makeSequential(const JobContext &context, ManagerPool &managers, const LaneRange &lanes)
{
    return std::make_unique<SequentialStrategy>(context, managers, lanes);
}

} // namespace fiftyfold
