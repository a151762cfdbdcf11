// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectcontrol.h"

#include <QDeadlineTimer>

#include <dlfcn.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace {

using ConnectFunction = int (*)(int, const sockaddr *, socklen_t);

int systemConnect(int descriptor, const sockaddr *address, socklen_t length)
{
    static const auto function = reinterpret_cast<ConnectFunction>(dlsym(RTLD_NEXT, "connect"));
    return function(descriptor, address, length);
}

std::atomic<fiftyfold::test::ConnectControl *> activeControl = nullptr;

} // namespace

/// In the place of the C library's, for this program and for the libraries that it loads. Names as in its header.
extern "C" int connect(int fd, const sockaddr *addr, socklen_t len)
{
    const int result = systemConnect(fd, addr, len);
    const int error = errno;
    fiftyfold::test::ConnectControl::connecting(addr, len);
    errno = error;
    return result;
}

namespace fiftyfold::test {

ConnectControl::ConnectControl(quint16 port)
    : m_port(port)
{
    activeControl = this;
}

ConnectControl::~ConnectControl()
{
    activeControl = nullptr;
    for (const Attempt &attempt : m_attempts)
        close(attempt.descriptor);
}

std::vector<ConnectControl::Attempt> ConnectControl::attempts() const
{
    const QMutexLocker lock(&m_mutex);
    return m_attempts;
}

void ConnectControl::connecting(const sockaddr *address, unsigned length)
{
    ConnectControl *control = activeControl;
    if (!control || address->sa_family != AF_INET ||
        reinterpret_cast<const sockaddr_in *>(address)->sin_port != htons(control->m_port))
        return;
    Attempt attempt;
    attempt.descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    attempt.begin = std::chrono::steady_clock::now();
    systemConnect(attempt.descriptor, address, length);
    const QMutexLocker lock(&control->m_mutex);
    control->m_attempts.push_back(attempt);
}

std::vector<qint64> ConnectControl::wait(std::chrono::milliseconds deadline)
{
    const std::vector<Attempt> attempts = this->attempts(); // nobody waits for the lock meanwhile
    const QDeadlineTimer end(deadline);
    std::vector<pollfd> watched;
    watched.reserve(attempts.size());
    for (const Attempt &attempt : attempts)
        watched.push_back({attempt.descriptor, POLLOUT, 0});
    std::vector<qint64> tookNs(attempts.size());
    std::size_t missing = attempts.size();
    while (missing > 0 && poll(watched.data(), watched.size(), int(end.remainingTime())) > 0) {
        const auto now = std::chrono::steady_clock::now();
        for (std::size_t i = 0; i < watched.size(); ++i) {
            if (watched[i].revents == 0)
                continue;
            tookNs[i] = std::chrono::nanoseconds(now - attempts[i].begin).count();
            watched[i].fd = -1; // poll() leaves it out from now on
            --missing;
        }
    }
    return missing == 0 ? tookNs : std::vector<qint64>();
}

} // namespace fiftyfold::test
