// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sequentialstrategy.h"

namespace fiftyfold {

void SequentialStrategy::start()
{
    laneFreed(lanes().first);
}

void SequentialStrategy::laneFreed(quint32 lane)
{
    RequestJob *job = nextJob(lane);
    if (!job)
        return;
    connect(job, &RequestJob::replied, job, &RequestJob::wrap);
    connect(job, &RequestJob::wrapped, job, &RequestJob::save);
    connect(job, &RequestJob::saved, job, &RequestJob::remove);
    job->start();
}

} // namespace fiftyfold
