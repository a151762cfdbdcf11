// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/duetimer.h"

#include <algorithm>
#include <chrono>

#include <sys/timerfd.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr qint64 nanosecondsASecond = 1'000'000'000;

void set(int descriptor, qint64 nanoseconds)
{
    itimerspec time{};
    time.it_value.tv_sec = static_cast<time_t>(nanoseconds / nanosecondsASecond);
    time.it_value.tv_nsec = static_cast<long>(nanoseconds % nanosecondsASecond);
    timerfd_settime(descriptor, 0, &time, nullptr);
}

} // namespace

DueTimer::DueTimer(QObject *parent)
    : QObject(parent)
    , m_descriptor(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
    , m_coarse(this)
{
    m_coarse.setSingleShot(true);
    m_coarse.setTimerType(Qt::PreciseTimer);
    connect(&m_coarse, &QTimer::timeout, this, &DueTimer::due);
    if (m_descriptor < 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &DueTimer::shoot);
}

DueTimer::~DueTimer()
{
    m_notifier.reset();
    if (m_descriptor >= 0)
        close(m_descriptor);
}

void DueTimer::start(qint64 nanoseconds)
{
    const std::chrono::nanoseconds time(std::max<qint64>(nanoseconds, 0));
    m_dueAt = std::chrono::steady_clock::now() + time;
    m_isStarted = true;
    if (m_descriptor >= 0)
        set(m_descriptor, std::max<qint64>(time.count(), 1)); // 0 would stop it
    else
        m_coarse.start(std::chrono::ceil<std::chrono::milliseconds>(time));
}

void DueTimer::stop()
{
    m_isStarted = false;
    if (m_descriptor >= 0)
        set(m_descriptor, 0);
    else
        m_coarse.stop();
}

/// The descriptor stays readable until it is read, which costs a system call, or set, which start() does anyway.
void DueTimer::shoot()
{
    if (!m_isStarted) {
        quint64 times = 0;
        [[maybe_unused]] const ssize_t size = read(m_descriptor, &times, sizeof times);
        return;
    }
    if (std::chrono::steady_clock::now() < m_dueAt)
        return; // it was started anew after the event loop had seen that it is readable
    m_isStarted = false;
    Q_EMIT due();
}

} // namespace fiftyfold
