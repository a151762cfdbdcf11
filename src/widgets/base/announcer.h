// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/spoken.h"

#include <QBasicTimer>
#include <QHash>
#include <QWidget>

namespace fiftyfold {

/// Tells a screen reader what happens in its window, in sentences of its own: at most one a second, of several the
/// newest. Beside it, once a second while things change, that what Spoken widgets and named labels say is another now.
/// Does nothing where nobody listens. Itself it is nothing to be seen. Main thread.
class Announcer : public QWidget, public Spoken, private QAccessible::ActivationObserver
{
    Q_OBJECT
public:
    explicit Announcer(QWidget *window);
    ~Announcer() override;

    /// Of what goes on.
    void say(const QString &sentence);
    /// Of what has come to its end: without waiting.
    void sayNow(const QString &sentence);
    /// What the window shows has changed.
    void noteChanges();

    /// The last that was said.
    const QString &said() const { return m_said; }

    QString spokenText() const override { return m_said; }
    QAccessible::Role spokenRole() const override { return QAccessible::Notification; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void accessibilityActiveChanged(bool isActive) override { m_isHeard = isActive; }
    void announce();
    void tellChanges();

    bool m_isHeard = false;
    QString m_said;
    QString m_waiting;
    QBasicTimer m_second; ///< Runs for a second after something was told.
    bool m_hasChanges = false;
    QHash<const QWidget *, QString> m_descriptions; ///< As they were told last.
};

} // namespace fiftyfold
