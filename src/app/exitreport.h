// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace fiftyfold {

class FirstPaint;
class MainWindow;

/// --exit-when-done: waits for the end of the run, writes one line of JSON to standard output, and ends the program
/// with the terminal program's exit codes.
class ExitReport : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    ExitReport(MainWindow *window, const FirstPaint *firstPaint);

private:
    void write();

    MainWindow *m_window;
    const FirstPaint *m_firstPaint;
};

} // namespace fiftyfold
