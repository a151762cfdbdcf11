// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/lifeline.h"

#include <event2/event.h>

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <utility>

namespace fiftyfold::practice {

namespace {

/// Files and /dev/null cannot be watched: they have ended already. So has an input that was never opened.
bool canWatchInput()
{
    struct stat status = {};
    return fstat(STDIN_FILENO, &status) == 0 &&
           (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || isatty(STDIN_FILENO) != 0);
}

} // namespace

void EventDeleter::operator()(event *watched) const
{
    event_free(watched);
}

Lifeline::Lifeline(event_base *loop)
    : m_loop(loop)
{
}

void Lifeline::endOnSignal(int number, short, void *self)
{
    auto *lifeline = static_cast<Lifeline *>(self);
    lifeline->m_isHungUp = number == SIGHUP;
    event_base_loopbreak(lifeline->m_loop);
}

void Lifeline::endOnSignals()
{
    struct sigaction hangUp = {};
    const bool isHangUpIgnored = sigaction(SIGHUP, nullptr, &hangUp) == 0 && hangUp.sa_handler == SIG_IGN;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (signal == SIGHUP && isHangUpIgnored)
            continue;
        m_watches.emplace_back(evsignal_new(m_loop, signal, endOnSignal, this));
        event_add(m_watches.back().get(), nullptr);
    }
}

void Lifeline::readInput(int descriptor, short, void *self)
{
    auto *lifeline = static_cast<Lifeline *>(self);
    std::array<char, 4096> unused{};
    const ssize_t count = read(descriptor, unused.data(), unused.size());
    if (count > 0)
        lifeline->m_onInput();
    else if (count == 0 || (errno != EINTR && errno != EAGAIN))
        event_base_loopbreak(lifeline->m_loop);
}

void Lifeline::endWhenInputEnds(std::function<void()> onInput)
{
    if (!canWatchInput()) {
        std::fputs("fiftyfold-practice-server: Standard input has ended already.\n", stderr);
        event_base_loopexit(m_loop, nullptr);
        return;
    }
    m_onInput = std::move(onInput);
    m_watches.emplace_back(event_new(m_loop, STDIN_FILENO, EV_READ | EV_PERSIST, readInput, this));
    event_add(m_watches.back().get(), nullptr);
}

} // namespace fiftyfold::practice
