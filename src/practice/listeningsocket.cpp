// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/listeningsocket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

namespace fiftyfold::practice {

namespace {

constexpr int backlog = 4096;

union SocketAddress {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
};

socklen_t lengthOf(const SocketAddress &address)
{
    return address.any.sa_family == AF_INET6 ? sizeof(address.v6) : sizeof(address.v4);
}

std::optional<SocketAddress> loopbackAddress(const std::string &text, std::uint16_t port)
{
    SocketAddress address{};
    std::memset(&address, 0, sizeof(address));
    if (inet_pton(AF_INET, text.c_str(), &address.v4.sin_addr) == 1) {
        if ((ntohl(address.v4.sin_addr.s_addr) >> 24) != 127)
            return std::nullopt;
        address.v4.sin_family = AF_INET;
        address.v4.sin_port = htons(port);
        return address;
    }
    if (inet_pton(AF_INET6, text.c_str(), &address.v6.sin6_addr) == 1) {
        if (!IN6_IS_ADDR_LOOPBACK(&address.v6.sin6_addr))
            return std::nullopt;
        address.v6.sin6_family = AF_INET6;
        address.v6.sin6_port = htons(port);
        return address;
    }
    return std::nullopt;
}

std::string hostAndPort(const std::string &host, std::uint16_t port)
{
    const bool isV6 = host.find(':') != std::string::npos;
    return (isV6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

} // namespace

bool isLoopbackAddress(const std::string &address)
{
    return loopbackAddress(address, 0).has_value();
}

ListeningSocket::~ListeningSocket()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

bool ListeningSocket::open(const std::string &address, std::uint16_t port, std::string *problem)
{
    const auto fail = [&](const char *reason) {
        *problem = "Cannot listen on " + hostAndPort(address, port) + ": " + reason + ".";
        if (errno == EADDRINUSE)
            *problem += " Another program has this port; --port 0 lets the system pick a free one.";
        return false;
    };

    auto bound = loopbackAddress(address, port);
    if (!bound) {
        *problem = "Cannot listen on \"" + address + "\": it is not a loopback address.";
        return false;
    }
    m_descriptor = socket(bound->any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0)
        return fail(std::strerror(errno));

    const int on = 1;
    setsockopt(m_descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    // Linux hands this down to every socket that is accepted.
    setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));

    if (bind(m_descriptor, &bound->any, lengthOf(*bound)) != 0 || listen(m_descriptor, backlog) != 0)
        return fail(std::strerror(errno));
    socklen_t length = sizeof(SocketAddress);
    if (getsockname(m_descriptor, &bound->any, &length) != 0)
        return fail(std::strerror(errno));

    const bool isV6 = bound->any.sa_family == AF_INET6;
    m_url = "http://" + hostAndPort(address, ntohs(isV6 ? bound->v6.sin6_port : bound->v4.sin_port)) + "/";
    return true;
}

int ListeningSocket::release()
{
    return std::exchange(m_descriptor, -1);
}

void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

} // namespace fiftyfold::practice
