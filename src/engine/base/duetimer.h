// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <memory>

namespace fiftyfold {

/// A single shot to the nanosecond (timerfd), where Qt's timers know whole milliseconds. Without a descriptor for it,
/// to the millisecond. Takes one descriptor; descriptorlimit.cpp counts it.
class DueTimer : public QObject
{
    Q_OBJECT
public:
    explicit DueTimer(QObject *parent = nullptr);
    ~DueTimer() override;

    /// `due` follows that long from now, in the event loop's next turn where it is zero or less; one that was to come
    /// before does not.
    void start(qint64 nanoseconds);
    void stop();

Q_SIGNALS:
    void due();

private:
    void shoot();

    const int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_coarse;
    std::chrono::steady_clock::time_point m_dueAt;
    bool m_isStarted = false; ///< And has not shot since.
};

} // namespace fiftyfold
