// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace fiftyfold {

class RequestJob;

/// Sees to it that jobs end at their deadlines: one timer for all the jobs of an engine thread, since most of them end
/// long before. A job must be removed before it is destroyed.
class Deadlines : public QObject
{
    Q_OBJECT
public:
    explicit Deadlines(QObject *parent = nullptr);

    void add(RequestJob *job) { m_jobs.insert(job); }
    /// Also of a job that is not there.
    void remove(RequestJob *job) { m_jobs.remove(job); }
    /// A job has a new one.
    void lookAt(const QDeadlineTimer &deadline);

private:
    void look();

    QSet<RequestJob *> m_jobs;
    QTimer m_timer;
    QDeadlineTimer m_nextLook = QDeadlineTimer(QDeadlineTimer::Forever);
};

} // namespace fiftyfold
