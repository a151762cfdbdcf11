// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/announcer.h"

#include <QLabel>
#include <QTimerEvent>

#include <utility>

namespace fiftyfold {

namespace {

constexpr int betweenTellingsMs = 1000;

bool saysHowThingsStand(const QWidget &widget)
{
    return dynamic_cast<const Spoken *>(&widget) ||
           (qobject_cast<const QLabel *>(&widget) && !widget.accessibleName().isEmpty());
}

} // namespace

Announcer::Announcer(QWidget *window)
    : QWidget(window)
    , m_isHeard(QAccessible::isActive())
{
    QAccessible::installActivationObserver(this);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    resize(0, 0);
}

Announcer::~Announcer()
{
    QAccessible::removeActivationObserver(this);
}

void Announcer::sayProgress(const QString &sentence)
{
    if (!m_isHeard || sentence.isEmpty() || sentence == m_said)
        return;
    m_waitingProgress = sentence;
    if (!m_second.isActive())
        announceNext();
}

void Announcer::sayEvent(const QString &sentence)
{
    if (!m_isHeard || sentence.isEmpty() || m_waitingEvents.contains(sentence))
        return;
    m_waitingProgress.clear();
    if (m_waitingEvents.size() == mostWaitingEvents)
        m_waitingEvents.removeFirst();
    m_waitingEvents.append(sentence);
    if (!m_second.isActive())
        announceNext();
}

void Announcer::noteChanges()
{
    if (!m_isHeard)
        return;
    m_hasChanges = true;
    if (!m_second.isActive())
        m_second.start(betweenTellingsMs, this);
}

void Announcer::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_second.timerId())
        return QWidget::timerEvent(event);
    m_second.stop();
    if (std::exchange(m_hasChanges, false))
        tellChanges();
    announceNext();
}

void Announcer::announceNext()
{
    if (!m_waitingEvents.isEmpty())
        announce(m_waitingEvents.takeFirst());
    else if (!m_waitingProgress.isEmpty())
        announce(std::exchange(m_waitingProgress, QString()));
}

/// The one place that knows what Qt can tell in which version.
void Announcer::announce(const QString &sentence)
{
    m_said = sentence;
    setAccessibleName(m_said);
    m_second.start(betweenTellingsMs, this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent announcement(this, m_said);
    QAccessible::updateAccessibility(&announcement);
#else
    QAccessibleEvent shown(this, QAccessible::ObjectShow); // a notification is read out when it comes into view
    QAccessible::updateAccessibility(&shown);
#endif
}

void Announcer::tellChanges()
{
    QHash<const QWidget *, QString> descriptions;
    const QList<QWidget *> widgets = window()->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget == this || !widget->isVisible() || !saysHowThingsStand(*widget))
            continue;
        const QString now = spokenDescription(widget);
        if (m_descriptions.value(widget) != now)
            tellSpokenChange(widget);
        descriptions.insert(widget, now);
    }
    m_descriptions = std::move(descriptions);
}

} // namespace fiftyfold
