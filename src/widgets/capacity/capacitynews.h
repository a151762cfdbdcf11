// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace fiftyfold {

class Announcer;
class CapacityController;

/// Tells those who hear the window what came of each step of a search for capacity, and of all of it at its end.
class CapacityNews : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    CapacityNews(CapacityController *controller, Announcer *announcer, QObject *parent = nullptr);

private:
    void tellStep();
    void tellEnd();

    CapacityController *m_controller;
    Announcer *m_announcer;
};

} // namespace fiftyfold
