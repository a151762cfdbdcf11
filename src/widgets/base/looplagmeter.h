// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace fiftyfold {

/// By how much the thread's event loop comes late: a timer that notes when it should have fired and when it did.
/// Lives in the thread that it measures.
class LoopLagMeter : public QObject
{
    Q_OBJECT
public:
    explicit LoopLagMeter(QObject *parent = nullptr);

    /// Measures often (every 5 ms) while something runs, seldom otherwise: an idle program should sleep.
    void setClose(bool isClose);
    /// Forgets the longest block: a run begins.
    void restart();

    /// Typical lateness of late, ns: an average that forgets within some tens of samples.
    qint64 lagNs() const { return m_lagNs; }
    /// The longest time since restart() for which the loop did not come round.
    qint64 longestBlockNs() const { return m_longestNs; }

private:
    void measure();

    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    qint64 m_lagNs = 0;
    qint64 m_longestNs = 0;
};

} // namespace fiftyfold
