// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QWidget;

namespace fiftyfold {

/// Waits for a window to be painted for the first time, which takes as much of the main thread as nothing else does.
class FirstPaint : public QObject
{
    Q_OBJECT
public:
    /// To be made before `window` is shown. It is not owned and outlives this.
    explicit FirstPaint(QWidget *window);

    /// Since the process began; -1 before, and of a window that nobody sees.
    qint64 afterMs() const { return m_afterMs; }

Q_SIGNALS:
    /// Emitted once, from the event loop: the window stands, or nobody sees it (minimised, on another desktop).
    void over();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    qint64 m_afterMs = -1;
    bool m_isPainted = false;
    QTimer m_over; ///< From when it is shown until it is painted, a deadline for that.
};

} // namespace fiftyfold
