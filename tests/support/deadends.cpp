// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/deadends.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace fiftyfold::test {

namespace {

constexpr int connectWaitMs = 100; ///< Over loopback a connection is there at once, or not at all.
constexpr int mostInBacklog = 16;

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int newSocket()
{
    return socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

} // namespace

DeadEnd::DeadEnd()
    : m_bound(newSocket())
{
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof(address);
    auto *any = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_bound, any, length) != 0 || getsockname(m_bound, any, &length) != 0)
        qFatal("DeadEnd cannot take a port");
    m_port = ntohs(address.sin_port);
}

DeadEnd::~DeadEnd()
{
    for (const int other : std::as_const(m_others))
        close(other);
    close(m_bound);
}

BlackHole::BlackHole()
{
    listen(m_bound, 0);
    const sockaddr_in address = loopback(m_port);
    for (int i = 0; i < mostInBacklog; ++i) {
        m_others.append(newSocket());
        const int result = connect(m_others.last(), reinterpret_cast<const sockaddr *>(&address), sizeof(address));
        pollfd waiting = {m_others.last(), POLLOUT, 0};
        if (result != 0 && poll(&waiting, 1, connectWaitMs) == 0)
            return; // this one waits: the backlog is full
    }
    qFatal("BlackHole cannot fill its backlog");
}

} // namespace fiftyfold::test
