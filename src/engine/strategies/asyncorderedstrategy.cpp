// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/asyncorderedstrategy.h"

namespace fiftyfold {

void AsyncOrderedStrategy::connectSteps(RequestJob *job)
{
    connect(job, &RequestJob::replied, this, [this, job] { pass(job->index(), job); });
    connect(job, &RequestJob::wrapped, job, &RequestJob::save);
    connect(job, &RequestJob::saved, job, &RequestJob::remove);
    connect(job, &RequestJob::finished, this, [this, job] {
        if (!job->isReplied())
            pass(job->index(), nullptr);
    });
}

/// A request has its reply, or will never have one: whoever's turn it is now goes on.
void AsyncOrderedStrategy::pass(quint32 index, RequestJob *job)
{
    m_early.emplace(index, job);
    while (!m_early.empty() && m_early.begin()->first == m_turn) {
        RequestJob *next = m_early.begin()->second;
        m_early.erase(m_early.begin());
        ++m_turn;
        if (next && !isCancelled())
            next->wrap();
    }
}

std::unique_ptr<Strategy> makeAsyncOrdered(const JobContext &context, ManagerPool &managers, const LaneRange &lanes)
{
    return std::make_unique<AsyncOrderedStrategy>(context, managers, lanes);
}

} // namespace fiftyfold
