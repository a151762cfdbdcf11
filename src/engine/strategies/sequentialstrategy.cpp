// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/sequentialstrategy.h"

namespace fiftyfold {

void SequentialStrategy::start()
{
    startNext(lanes().first);
}

void SequentialStrategy::connectSteps(RequestJob *job)
{
    connect(job, &RequestJob::replied, job, &RequestJob::wrap);
    connect(job, &RequestJob::wrapped, job, &RequestJob::save);
    connect(job, &RequestJob::saved, job, &RequestJob::remove);
}

} // namespace fiftyfold
