// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/looplagmeter.h"

#include <chrono>

namespace fiftyfold {

namespace {
constexpr std::chrono::milliseconds closeInterval(5);
constexpr std::chrono::milliseconds idleInterval(250);
constexpr qint64 samplesRemembered = 32;
} // namespace

LoopLagMeter::LoopLagMeter(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LoopLagMeter::measure);
    m_timer.setInterval(idleInterval);
    restart();
    m_timer.start();
}

void LoopLagMeter::setClose(bool isClose)
{
    const auto interval = isClose ? closeInterval : idleInterval;
    if (m_timer.intervalAsDuration() == interval)
        return;
    measure(); // the time so far still counts
    m_timer.setInterval(interval);
    m_sinceLast.restart();
}

void LoopLagMeter::restart()
{
    m_lagNs = 0;
    m_longestNs = 0;
    m_sinceLast.restart();
}

void LoopLagMeter::measure()
{
    const qint64 expected = std::chrono::nanoseconds(m_timer.intervalAsDuration()).count();
    const qint64 late = qMax<qint64>(0, m_sinceLast.nsecsElapsed() - expected);
    m_sinceLast.restart();
    m_longestNs = qMax(m_longestNs, late);
    m_lagNs += (late - m_lagNs) / samplesRemembered;
}

} // namespace fiftyfold
