// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/card.h"

#include "widgets/base/stagecolours.h"

#include <QApplication>
#include <QPainter>

namespace fiftyfold {

Card::Card(QWidget *parent)
    : QWidget(parent)
{
    const auto isShownHere = [this](const QWidget *widget) {
        return widget && widget->property("showsFocusOnCard").toBool() && isAncestorOf(widget);
    };
    connect(qApp, &QApplication::focusChanged, this, [this, isShownHere](const QWidget *old, const QWidget *now) {
        if (isShownHere(old) || isShownHere(now))
            update();
    });
}

void Card::setFocusShown(bool isShown)
{
    m_isFocusShown = isShown;
    update();
}

void Card::updateAround(const QWidget *content)
{
    for (QWidget *around = content->parentWidget(); around; around = around->parentWidget()) {
        if (qobject_cast<Card *>(around)) {
            around->update();
            return;
        }
    }
}

void Card::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // What fills a card shows its keyboard focus as the card's border.
    const QWidget *focused = window()->focusWidget();
    const bool hasFocusInside =
        focused && focused->hasFocus() && focused->property("showsFocusOnCard").toBool() && isAncestorOf(focused);
    const bool hasFocus = !m_isPlain && (hasFocusInside || m_isFocusShown);
    const QColor tinted = tint();
    constexpr double borderShare = 0.5;
    const QColor border = tinted.isValid() ? blended(tinted, colours.card, borderShare) : colours.cardBorder;
    painter.setPen(hasFocus ? colours.accent : border);
    painter.setBrush(tinted.isValid() ? colours.tinted(tinted) : colours.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
}

} // namespace fiftyfold
