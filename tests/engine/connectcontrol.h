// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMutex>
#include <QtGlobal>

#include <chrono>
#include <vector>

struct sockaddr;

namespace fiftyfold::test {

/// How long a connection to a port takes without any transport: whenever this program connects to that port, a second
/// connection is begun at the same moment, from the same thread, against the same queue, by a plain non-blocking
/// connect(). (The same moment matters: the kernel rounds the time after which it tries again, here to 32 ms.)
///
/// For that, a program with this file in it has a connect() of its own, in the place of the C library's, which it
/// calls. One object at a time; it outlives every connection to its port. Functions are for the test's thread.
class ConnectControl
{
public:
    explicit ConnectControl(quint16 port);
    ~ConnectControl();
    Q_DISABLE_COPY_MOVE(ConnectControl)

    int begun() const { return int(attempts().size()); }
    /// Waits by poll() until all those begun are connected: how long each took, in nanoseconds, in the order in which
    /// they began. Empty when that took longer than the deadline.
    std::vector<qint64> wait(std::chrono::milliseconds deadline);

    /// Called by connect(), in any thread.
    static void connecting(const sockaddr *address, unsigned length);

private:
    struct Attempt {
        int descriptor = -1;
        std::chrono::steady_clock::time_point begin;
    };
    std::vector<Attempt> attempts() const;

    const quint16 m_port;
    mutable QMutex m_mutex; ///< Of what follows.
    std::vector<Attempt> m_attempts;
};

} // namespace fiftyfold::test
