// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace fiftyfold {

/// Two buttons, of which one is down: whether an axis is even, or one of logarithms.
class ScaleSwitch : public QWidget
{
    Q_OBJECT
public:
    /// `axisName` names it for a screen reader: "Scale of response times".
    explicit ScaleSwitch(const QString &axisName, QWidget *parent = nullptr);

    bool isLog() const;
    void setLog(bool isLog);

Q_SIGNALS:
    void logChosen(bool isLog);

private:
    void leadTabToTheChosen(bool isLog);

    QPushButton *m_linear;
    QPushButton *m_log;
};

} // namespace fiftyfold
