// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/standstill.h"

#include <chrono>
#include <ctime>

namespace fiftyfold {

namespace {

constexpr std::chrono::milliseconds heartbeatInterval{200};
constexpr qint64 standstillMs = 1500;
constexpr qint64 suspensionNs = 100'000'000;

/// Time that the machine has spent suspended since it was started.
qint64 suspendedNs()
{
    const auto read = [](clockid_t clock) {
        timespec time = {};
        clock_gettime(clock, &time);
        return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    };
    return read(CLOCK_BOOTTIME) - read(CLOCK_MONOTONIC);
}

} // namespace

StandstillWatch::StandstillWatch(QObject *parent)
    : QObject(parent)
    , m_heartbeat(this)
{
    connect(&m_heartbeat, &QTimer::timeout, this, &StandstillWatch::look);
}

void StandstillWatch::start()
{
    m_heartbeat.start(heartbeatInterval);
    m_sinceHeartbeat.start();
    m_suspendedAtStartNs = suspendedNs();
}

void StandstillWatch::look()
{
    if (m_sinceHeartbeat.restart() > standstillMs)
        m_isSeen = true;
}

bool StandstillWatch::stop()
{
    if (!m_heartbeat.isActive())
        return m_isSeen;
    look();
    m_heartbeat.stop();
    if (suspendedNs() - m_suspendedAtStartNs > suspensionNs)
        m_isSeen = true;
    return m_isSeen;
}

} // namespace fiftyfold
