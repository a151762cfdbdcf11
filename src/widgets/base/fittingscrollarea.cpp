// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/fittingscrollarea.h"

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
        if (now && widget() && widget()->isAncestorOf(now))
            ensureWidgetVisible(now);
    });
}

void FittingScrollArea::setWhole(bool isWhole)
{
    m_isWhole = isWhole;
    updateGeometry();
}

QSize FittingScrollArea::minimumSizeHint() const
{
    return m_isWhole ? widget()->minimumSizeHint() : QScrollArea::minimumSizeHint();
}

bool FittingScrollArea::eventFilter(QObject *watched, QEvent *event)
{
    if (m_isWhole && watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

QSize FittingScrollArea::sizeHint() const
{
    // With the bar, so that where the height alone lacks no second one comes.
    return widget()->sizeHint() + QSize(verticalScrollBar()->sizeHint().width(), 0);
}

} // namespace fiftyfold
