// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace fiftyfold {

class Announcer;
class RunController;

/// Tells those who hear the window how a run goes: that it runs, each tenth of it and the first failure, and how it
/// ended, in the sentence of the status bar.
class RunNews : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    RunNews(RunController *controller, Announcer *announcer, QObject *parent = nullptr);

private:
    void tellState();
    void tellProgress();
    void tellEnd();

    RunController *m_controller;
    Announcer *m_announcer;
    int m_toldTenths = 0;
    bool m_hasToldFailure = false;
};

} // namespace fiftyfold
