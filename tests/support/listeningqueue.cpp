// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/listeningqueue.h"

#include <QDeadlineTimer>
#include <QList>

#include <arpa/inet.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace fiftyfold::test {

namespace {

constexpr int wideBacklog = 4096;
constexpr int mostInQueue = 16;
constexpr int verdictDeadlineMs = 2000; ///< Over loopback the kernel takes or drops at once.

struct Address {
    sockaddr_storage bytes = {};
    socklen_t length = 0;
    sockaddr *any() { return reinterpret_cast<sockaddr *>(&bytes); }
    sockaddr_in *ipv4() { return reinterpret_cast<sockaddr_in *>(&bytes); }
    sockaddr_in6 *ipv6() { return reinterpret_cast<sockaddr_in6 *>(&bytes); }
};

Address loopback(ListeningQueue::Family family, quint16 port)
{
    Address address;
    if (family == ListeningQueue::Family::Ipv4) {
        address.ipv4()->sin_family = AF_INET;
        address.ipv4()->sin_port = htons(port);
        address.ipv4()->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.length = sizeof(sockaddr_in);
    } else {
        address.ipv6()->sin6_family = AF_INET6;
        address.ipv6()->sin6_port = htons(port);
        address.ipv6()->sin6_addr = in6addr_loopback;
        address.length = sizeof(sockaddr_in6);
    }
    return address;
}

int newSocket(ListeningQueue::Family family)
{
    const int domain = family == ListeningQueue::Family::Ipv4 ? AF_INET : AF_INET6;
    return socket(domain, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

} // namespace

ListeningQueue::ListeningQueue(Family family, quint16 port)
    : m_descriptor(newSocket(family))
    , m_family(family)
{
    if (m_descriptor < 0)
        return;
    Address address = loopback(family, port);
    if (bind(m_descriptor, address.any(), address.length) != 0 || listen(m_descriptor, wideBacklog) != 0 ||
        getsockname(m_descriptor, address.any(), &address.length) != 0) {
        close(m_descriptor);
        m_descriptor = -1;
        return;
    }
    m_port = ntohs(family == Family::Ipv4 ? address.ipv4()->sin_port : address.ipv6()->sin6_port);
}

ListeningQueue::~ListeningQueue()
{
    if (isListening())
        close(m_descriptor);
}

void ListeningQueue::fill()
{
    listen(m_descriptor, 0);
    QList<int> fillers;
    bool isFull = false;
    while (!isFull && fillers.size() < mostInQueue) {
        const quint32 before = dropped();
        fillers.append(newSocket(m_family));
        Address address = loopback(m_family, m_port);
        const bool isThere = connect(fillers.last(), address.any(), address.length) == 0;
        pollfd taken = {fillers.last(), POLLOUT, 0};
        const QDeadlineTimer deadline(verdictDeadlineMs);
        while (!isThere && poll(&taken, 1, 1) == 0 && !isFull && !deadline.hasExpired())
            isFull = dropped() != before;
    }
    for (const int filler : std::as_const(fillers))
        close(filler); // those taken stay in the queue, closed as they are; the one turned away does not try again
    if (!isFull)
        qFatal("ListeningQueue cannot be filled");
    m_droppedBefore = dropped();
}

void ListeningQueue::widen()
{
    listen(m_descriptor, wideBacklog);
}

quint32 ListeningQueue::dropped() const
{
    std::array<quint32, SK_MEMINFO_VARS> counters = {};
    socklen_t length = sizeof(counters);
    if (getsockopt(m_descriptor, SOL_SOCKET, SO_MEMINFO, counters.data(), &length) != 0)
        qFatal("This kernel does not count what a full queue turns away (SO_MEMINFO)");
    return counters[SK_MEMINFO_DROPS];
}

} // namespace fiftyfold::test
