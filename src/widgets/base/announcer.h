// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/spoken.h"

#include <QBasicTimer>
#include <QHash>
#include <QStringList>
#include <QWidget>

namespace fiftyfold {

/// Tells a screen reader what happens in its window, in sentences of its own: at most one a second. Events wait for
/// their turn, each is told in their order; of how things go, the newest alone. Beside it, once a second while things
/// change, that what Spoken widgets and named labels say is another now. Does nothing where nobody listens. Itself it
/// is nothing to be seen. Main thread.
class Announcer : public QWidget, public Spoken, private QAccessible::ActivationObserver
{
    Q_OBJECT
public:
    explicit Announcer(QWidget *window);
    ~Announcer() override;

    /// So many wait at most; where there are more, the oldest is not told.
    static constexpr qsizetype mostWaitingEvents = 8;

    /// How things go: takes the place of such a sentence that still waits. Not told where it was the last one.
    void sayProgress(const QString &sentence);
    /// What has happened: an error, a notice, an end. Sentences of how things went until then are told no more.
    void sayEvent(const QString &sentence);
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
    void announceNext();
    void announce(const QString &sentence);
    void tellChanges();

    bool m_isHeard = false;
    QString m_said;
    QStringList m_waitingEvents; ///< In their order.
    QString m_waitingProgress;   ///< After all events.
    QBasicTimer m_second;        ///< Runs for a second after something was told.
    bool m_hasChanges = false;
    QHash<const QWidget *, QString> m_descriptions; ///< As they were told last.
};

} // namespace fiftyfold
