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
    void restart() { m_origin = std::chrono::steady_clock::now(); }
    qint64 nowNs() const override
    {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - m_origin)
            .count();
    }

private:
    std::chrono::steady_clock::time_point m_origin = std::chrono::steady_clock::now();
};

} // namespace fiftyfold
