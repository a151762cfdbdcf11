// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace fiftyfold {

/// The run's clock: nanoseconds since the start of the run. An interface so that tests can hold time still.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual qint64 nowNs() const = 0;
};

/// Monotonic, so that a change of the wall clock changes no duration. Starts at construction or restart().
class MonotonicClock final : public Clock
{
public:
    /// Of CLOCK_MONOTONIC, which is one for all processes of a machine.
    using Moment = std::chrono::steady_clock::time_point;

    void restart(Moment origin = std::chrono::steady_clock::now()) { m_origin = origin; }
    qint64 nowNs() const override { return nsAt(std::chrono::steady_clock::now()); }
    /// What this clock showed, or will show, at that moment.
    qint64 nsAt(Moment moment) const
    {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(moment - m_origin).count();
    }

private:
    Moment m_origin = std::chrono::steady_clock::now();
};

} // namespace fiftyfold
