// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <array>
#include <vector>

class QSocketNotifier;

namespace fiftyfold {

/// Turns the first SIGINT, SIGTERM or SIGHUP (the terminal is gone) into a signal of the event loop; a second one, by
/// somebody who can't wait, ends the process at once. SIGHUP stays ignored where it was, as by nohup. One at a time;
/// destroyed, it gives the signals back.
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
    std::vector<int> m_signals; ///< Those that it handles.
    std::array<int, 2> m_pipe = {-1, -1};
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace fiftyfold
