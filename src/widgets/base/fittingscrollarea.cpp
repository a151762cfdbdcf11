// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/fittingscrollarea.h"

#include "widgets/base/screenroom.h"

#include <QApplication>
#include <QEvent>
#include <QScrollBar>

namespace fiftyfold {

FittingScrollArea::FittingScrollArea(QWidget *content, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(content);
    content->show(); // a page of a tab was hidden
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, QWidget *now) {
        if (now && now != widget() && widget() && widget()->isAncestorOf(now)) // all of it would be its middle
            ensureWidgetVisible(now);
    });
}

void FittingScrollArea::setWhole(bool isWhole)
{
    m_isWhole = isWhole;
    updateGeometry();
}

void FittingScrollArea::setMostLines(int lines)
{
    m_mostLines = lines;
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FittingScrollArea::setGrowsWindow(bool isGrowing)
{
    m_growsWindow = isGrowing;
}

/// Of the height that the content wants.
int FittingScrollArea::lacking() const
{
    const QSize given = maximumViewportSize();
    const int wanted = qMax(widget()->minimumSizeHint().height(), widget()->heightForWidth(given.width()));
    return qMax(0, wanted - given.height());
}

void FittingScrollArea::growWindow()
{
    QWidget &top = *window();
    m_lacking = qMin(m_lacking, lacking());
    if (const int more = lacking() - m_lacking; more > 0 && top.height() < roomOnScreen(top).height())
        resizeWithinScreen(top, {top.width(), top.height() + more});
}

int FittingScrollArea::lineHeight() const
{
    return widget()->fontMetrics().lineSpacing();
}

int FittingScrollArea::heightForWidth(int width) const
{
    return qMin(widget()->heightForWidth(width), m_mostLines * lineHeight());
}

QSize FittingScrollArea::minimumSizeHint() const
{
    if (m_mostLines > 0)
        return QSize(20 * widget()->fontMetrics().averageCharWidth(), lineHeight());
    return m_isWhole ? widget()->minimumSizeHint() : QScrollArea::minimumSizeHint();
}

bool FittingScrollArea::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest && (m_isWhole || m_mostLines > 0))
        updateGeometry(); // which follows from the content's
    if (m_growsWindow && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)) {
        const bool isByWindow =
            event->type() == QEvent::Resize && m_windowHeight > 0 && window()->height() != m_windowHeight;
        m_windowHeight = window()->height();
        if (isByWindow)
            m_lacking = lacking();
        else // not within the window's layout
            QMetaObject::invokeMethod(this, &FittingScrollArea::growWindow, Qt::QueuedConnection);
    }
    return QScrollArea::event(event);
}

QSize FittingScrollArea::sizeHint() const
{
    // With the bar, so that where the height alone lacks no second one comes.
    return widget()->sizeHint() + QSize(verticalScrollBar()->sizeHint().width(), 0);
}

} // namespace fiftyfold
