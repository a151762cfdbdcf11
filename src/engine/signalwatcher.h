// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <array>

class QSocketNotifier;

namespace fiftyfold {

/// Turns the first SIGINT or SIGTERM into a signal of the event loop; a second one, by somebody who can't wait, ends
/// the process at once. SIGPIPE is ignored, so that a pipe closed early is a write error like others. One at a time;
/// destroyed, it gives the signals back to what they did before.
class SignalWatcher : public QObject
{
    Q_OBJECT
public:
    explicit SignalWatcher(QObject *parent = nullptr);
    ~SignalWatcher() override;

    /// The signal that came first; 0 while there was none.
    int received() const;

Q_SIGNALS:
    void stopRequested(int signalNumber);

private:
    std::array<int, 2> m_pipe = {-1, -1};
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace fiftyfold
