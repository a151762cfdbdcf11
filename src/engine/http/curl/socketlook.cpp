// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/curl/socketlook.h"

#include <array>

#include <netinet/in.h>
#include <sys/socket.h>

namespace fiftyfold {

QByteArray unreadOf(int socket, qsizetype most)
{
    QByteArray unread;
    std::array<char, 16384> part{};
    ssize_t count = 0;
    while (unread.size() < most && (count = recv(socket, part.data(), part.size(), MSG_DONTWAIT)) > 0)
        unread.append(part.data(), count);
    return unread;
}

int localPortOf(int socket)
{
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    if (getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return -1;
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in *>(&address)->sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 *>(&address)->sin6_port);
    return -1;
}

} // namespace fiftyfold
