// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/threadsstrategy.h"

#include <QEventLoop>

namespace fiftyfold {

void ThreadsStrategy::openLanes()
{
    while (const RequestJob *job = startNext(lanes().first)) {
        // What blocking means: this thread has nothing else to do until the request is over. (Cancelling it still gets
        // through.)
        QEventLoop untilFinished;
        connect(job, &RequestJob::finished, &untilFinished, &QEventLoop::quit);
        if (!job->isFinished())
            untilFinished.exec();
        if (!job->isFinished())
            return; // the thread is to end
    }
}

void ThreadsStrategy::connectSteps(RequestJob *job)
{
    connect(job, &RequestJob::replied, job, &RequestJob::wrap);
    connect(job, &RequestJob::wrapped, job, &RequestJob::save);
    connect(job, &RequestJob::saved, job, &RequestJob::remove);
}

std::unique_ptr<Strategy> makeThreads(const JobContext &context, ManagerPool &managers, const LaneRange &lanes)
{
    return std::make_unique<ThreadsStrategy>(context, managers, lanes);
}

} // namespace fiftyfold
