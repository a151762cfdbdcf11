// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace fiftyfold {

class Announcer;
class ComparisonController;

/// Tells those who hear the window how a comparison goes, and at its end how much the fastest is faster.
class ComparisonNews : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    ComparisonNews(ComparisonController *controller, Announcer *announcer, QObject *parent = nullptr);

private:
    void tellState();
    void tellProgress();
    QString verdict() const;

    ComparisonController *m_controller;
    Announcer *m_announcer;
};

} // namespace fiftyfold
