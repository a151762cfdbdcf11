// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/fittingscrollarea.h"

#include <QApplication>
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

QSize FittingScrollArea::sizeHint() const
{
    // With the bar, so that where the height alone lacks no second one comes.
    return widget()->sizeHint() + QSize(verticalScrollBar()->sizeHint().width(), 0);
}

} // namespace fiftyfold
