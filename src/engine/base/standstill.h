// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace fiftyfold {

/// Notices that this process or the whole machine stood still for a while (SIGSTOP, suspend): the figures of such a run
/// are not to be trusted. For a thread whose event loop is never busy for long.
class StandstillWatch : public QObject
{
public:
    explicit StandstillWatch(QObject *parent = nullptr);

    void start();
    /// Ends the watch, and says whether it saw something.
    bool stop();

private:
    void look();

    QTimer m_heartbeat;
    QElapsedTimer m_sinceHeartbeat;
    qint64 m_suspendedAtStartNs = 0;
    bool m_isSeen = false;
};

} // namespace fiftyfold
