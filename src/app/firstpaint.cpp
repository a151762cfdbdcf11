// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/firstpaint.h"

#include "app/processstart.h"

#include <QEvent>
#include <QWidget>

#include <chrono>

namespace fiftyfold {

namespace {
constexpr std::chrono::seconds deadline(2);
} // namespace

FirstPaint::FirstPaint(QWidget *window)
{
    window->installEventFilter(this);
    m_over.setSingleShot(true);
    connect(&m_over, &QTimer::timeout, this, [this, window] {
        window->removeEventFilter(this);
        if (m_isPainted)
            m_afterMs = millisecondsSinceProcessStart();
        Q_EMIT over();
    });
}

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        m_isPainted = true;
        m_over.start(0); // The children paint in the same turn of the loop as the window.
    } else if (event->type() == QEvent::Show && !m_isPainted) {
        m_over.start(deadline);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace fiftyfold
