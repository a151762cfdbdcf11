// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/deadlines.h"

#include "engine/pipeline/requestjob.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace fiftyfold {

Deadlines::Deadlines(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Deadlines::look);
}

void Deadlines::lookAt(const QDeadlineTimer &deadline)
{
    if (deadline.isForever() || (m_timer.isActive() && m_nextLook <= deadline))
        return;
    m_nextLook = deadline;
    // A day is longer than any deadline; timers of more than 24 days overflow.
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(
        std::min<std::chrono::nanoseconds>(deadline.remainingTimeAsDuration(), std::chrono::hours(24))));
}

void Deadlines::look()
{
    const QSet<RequestJob *> jobs = m_jobs; // those that expire are removed
    for (RequestJob *job : jobs)
        job->expire();
    QDeadlineTimer next(QDeadlineTimer::Forever);
    for (const RequestJob *job : std::as_const(m_jobs))
        next = std::min(next, job->nextDeadline());
    lookAt(next);
}

} // namespace fiftyfold
