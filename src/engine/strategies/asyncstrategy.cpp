// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/asyncstrategy.h"

namespace fiftyfold {

void AsyncStrategy::openLanes()
{
    openFrom(lanes().first);
}

void AsyncStrategy::openFrom(quint32 lane)
{
    startNext(lane);
    // One lane a turn of the event loop: what the first ones have to tell is heard, and timed, while others still
    // start.
    if (lane + 1 < lanes().first + lanes().count)
        QMetaObject::invokeMethod(this, [this, lane] { openFrom(lane + 1); }, Qt::QueuedConnection);
}

void AsyncStrategy::connectSteps(RequestJob *job)
{
    // Through the event loop: news from the network that has come meanwhile is heard, and timed, before the steps run.
    connect(job, &RequestJob::replied, job, &RequestJob::wrap, Qt::QueuedConnection);
    connect(job, &RequestJob::wrapped, job, &RequestJob::save);
    connect(job, &RequestJob::saved, job, &RequestJob::remove);
}

std::unique_ptr<Strategy> makeAsync(const JobContext &context, ManagerPool &managers, const LaneRange &lanes)
{
    return std::make_unique<AsyncStrategy>(context, managers, lanes);
}

} // namespace fiftyfold
