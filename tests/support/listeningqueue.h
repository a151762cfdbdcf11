// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace fiftyfold::test {

/// A listening TCP socket on loopback whose queue of connections nobody has accepted yet can be filled up. While it is
/// full, the kernel drops whatever else wants to get in, and the client's kernel tries again after about a second.
///
/// Not synchronised, but for descriptor() and port().
class ListeningQueue
{
public:
    enum class Family { Ipv4, Ipv6 };

    /// Listens on 127.0.0.1 or ::1, at this port or one that the system picks. See isListening().
    explicit ListeningQueue(Family family = Family::Ipv4, quint16 port = 0);
    ~ListeningQueue();
    Q_DISABLE_COPY_MOVE(ListeningQueue)

    /// False where the family is not there, or the port is taken.
    bool isListening() const { return m_descriptor >= 0; }
    quint16 port() const { return m_port; }
    int descriptor() const { return m_descriptor; }

    /// From now on nobody gets in, until widen(). Nobody else may be accepting from it.
    void fill();
    /// Whoever comes from now on gets in, and so do those turned away when they try again.
    void widen();
    /// How many tries to get in the kernel has turned away since fill().
    quint32 turnedAway() const { return dropped() - m_droppedBefore; }

private:
    quint32 dropped() const;

    int m_descriptor = -1;
    quint16 m_port = 0;
    const Family m_family;
    quint32 m_droppedBefore = 0;
};

} // namespace fiftyfold::test
