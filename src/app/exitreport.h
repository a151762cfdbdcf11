// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace fiftyfold {

class MainWindow;

/// --exit-when-done: waits for the end of the run, writes one line of JSON to standard output, and ends the program
/// with the terminal program's exit codes. Also notes when the window was first painted.
class ExitReport : public QObject
{
    Q_OBJECT
public:
    /// `window` is not owned and outlives this.
    explicit ExitReport(MainWindow *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void write();

    MainWindow *m_window;
    qint64 m_shownAfterMs = -1;
};

} // namespace fiftyfold
