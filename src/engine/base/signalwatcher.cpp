// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/signalwatcher.h"

#include "core/text/exitcode.h"

#include <QSocketNotifier>

#include <atomic>
#include <cerrno>

#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

// What the handler touches: lock-free, as a handler may run in any thread at any moment.
std::atomic<int> firstSignal = 0;
std::atomic<qint64> firstAtMs = 0;
std::atomic<int> writeEnd = -1;
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<qint64>::is_always_lock_free);

// timeout(1) sends its signal to the process and to the group: that is one request to stop, not two.
constexpr qint64 sameRequestMs = 250;

qint64 nowMs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

extern "C" void handleSignal(int number)
{
    const int savedErrno = errno;
    int none = 0;
    if (firstSignal.compare_exchange_strong(none, number)) {
        firstAtMs = nowMs();
        const char byte = 0;
        [[maybe_unused]] const ssize_t written = write(writeEnd, &byte, 1);
    } else if (number != SIGHUP && // a terminal's end comes more than once, and nobody waits any more
               firstAtMs != 0 && nowMs() - firstAtMs > sameRequestMs) {
        _exit(exitcode::stoppedBy(number));
    }
    errno = savedErrno;
}

bool isIgnored(int number)
{
    struct sigaction action{};
    return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void install(int number, void (*handler)(int))
{
    struct sigaction action{};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);
}

} // namespace

SignalWatcher::SignalWatcher(QObject *parent)
    : QObject(parent)
{
    if (pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // no descriptors left: signals end the process, as without a watcher
    firstSignal = 0;
    firstAtMs = 0;
    writeEnd = m_pipe[1];
    m_notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT stopRequested(received());
    });
    m_signals = {SIGINT, SIGTERM};
    if (!isIgnored(SIGHUP))
        m_signals.push_back(SIGHUP);
    for (const int number : m_signals)
        install(number, handleSignal);
}

SignalWatcher::~SignalWatcher()
{
    if (!m_notifier)
        return;
    for (const int number : m_signals)
        install(number, SIG_DFL);
    delete m_notifier;
    close(m_pipe[0]);
    close(m_pipe[1]);
}

int SignalWatcher::received() const
{
    return firstSignal;
}

} // namespace fiftyfold
