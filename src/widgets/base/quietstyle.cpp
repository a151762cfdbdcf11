// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/quietstyle.h"

#include "widgets/base/stagecolours.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QTabBar>
#include <QWidget>
#include <qdrawutil.h>

namespace fiftyfold {

namespace {

constexpr qreal radius = 5;

bool isPrimary(const QStyleOption *option, const QWidget *widget)
{
    if (widget && widget->property("isPrimary").toBool())
        return true;
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    return button && button->features.testFlag(QStyleOptionButton::DefaultButton);
}

void drawField(QPainter *painter, const QRect &rect, const QStyleOption *option)
{
    const StageColours colours(option->palette);
    const bool isEnabled = option->state.testFlag(QStyle::State_Enabled);
    const bool hasFocus = isEnabled && option->state.testFlag(QStyle::State_HasFocus);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(hasFocus ? colours.accent : colours.fieldBorder, hasFocus ? 1.6 : 1.0));
    painter->setBrush(isEnabled ? colours.card : blended(colours.text, colours.card, 0.03));
    const qreal inset = hasFocus ? 0.8 : 0.5;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void drawChevron(QPainter *painter, const QRectF &rect, const QColor &colour, bool isUp)
{
    const QPointF centre = rect.center();
    const qreal half = 3.2;
    const qreal rise = isUp ? -1.8 : 1.8;
    QPainterPath path(centre + QPointF(-half, -rise));
    path.lineTo(centre + QPointF(0, rise));
    path.lineTo(centre + QPointF(half, -rise));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(path);
    painter->restore();
}

/// A circle with a dot; or a box with a tick, with a dash where only some of what it stands for are on.
void drawIndicator(QPainter *painter, const QStyleOption *option, bool isRound)
{
    const StageColours colours(option->palette);
    const bool isPartly = option->state.testFlag(QStyle::State_NoChange);
    const bool isOn = isPartly || option->state.testFlag(QStyle::State_On);
    const QColor colour = !option->state.testFlag(QStyle::State_Enabled)
                              ? option->palette.color(QPalette::Disabled, QPalette::WindowText)
                          : isOn ? colours.accent
                                 : colours.mutedText;
    const double side = qMin(option->rect.width(), option->rect.height()) - 1; // its border fills whole pixels
    QRectF shape(0, 0, side, side);
    shape.moveCenter(QRectF(option->rect).center());
    const auto at = [&shape, side](double x, double y) { return shape.topLeft() + QPointF(x, y) * side; };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.2));
    painter->setBrush(colours.card);
    if (isRound)
        painter->drawEllipse(shape);
    else
        painter->drawRoundedRect(shape, 3, 3);
    if (isOn && isRound) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawEllipse(shape.center(), side / 4, side / 4);
    } else if (isOn) {
        painter->setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(isPartly ? QPolygonF({at(0.27, 0.5), at(0.73, 0.5)})
                                       : QPolygonF({at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.3)}));
    }
    painter->restore();
}

void drawButton(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const StageColours colours(option->palette);
    const bool isEnabled = option->state.testFlag(QStyle::State_Enabled);
    const bool isDown = option->state.testFlag(QStyle::State_Sunken);
    const bool isHovered = option->state.testFlag(QStyle::State_MouseOver);
    QColor fill = colours.card;
    QColor border = colours.fieldBorder;
    if (isPrimary(option, widget) && isEnabled) {
        fill = colours.accent;
        border = colours.accent;
    }
    if (isEnabled && option->state.testFlag(QStyle::State_On)) {
        fill = colours.selectedRow;
        border = colours.accent;
    } else if (isEnabled && (isDown || isHovered))
        fill = blended(colours.text, fill, isDown ? 0.16 : 0.06);
    if (isEnabled && option->state.testFlag(QStyle::State_HasFocus))
        border = isPrimary(option, widget) ? blended(colours.text, colours.accent, 0.5) : colours.accent;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(border, option->state.testFlag(QStyle::State_HasFocus) ? 1.6 : 1.0));
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.8, 0.8, -0.8, -0.8), radius, radius);
    painter->restore();
}

void drawFocus(QPainter *painter, const QStyleOption &option)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(StageColours(option.palette).accent, 1.6));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.8, 0.8, -0.8, -0.8), radius - 2, radius - 2);
    painter->restore();
}

/// Flat; the chosen one has the colour of the cards and a line of the accent above it.
void drawTab(QPainter *painter, const QStyleOptionTab &tab)
{
    const StageColours colours(tab.palette);
    const bool isSelected = tab.state.testFlag(QStyle::State_Selected);
    const bool isHovered = tab.state.testFlag(QStyle::State_MouseOver);
    const QRectF shape = QRectF(tab.rect).adjusted(0.5, isSelected ? 0.5 : 2.5, -0.5, radius + 1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(tab.rect);
    painter->setPen(colours.cardBorder);
    painter->setBrush(isSelected  ? colours.card
                      : isHovered ? blended(colours.accent, tab.palette.color(QPalette::Window), 0.1)
                                  : blended(colours.text, tab.palette.color(QPalette::Window), 0.04));
    painter->drawRoundedRect(shape, radius, radius);
    if (isSelected) {
        painter->setPen(QPen(colours.accent, 2));
        painter->drawLine(QPointF(shape.left() + 2, shape.top() + 0.5), QPointF(shape.right() - 2, shape.top() + 0.5));
    }
    painter->restore();
}

} // namespace

QuietStyle::QuietStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void QuietStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            drawField(painter, option->rect, option);
        return;
    }
    case PE_FrameLineEdit:
        return; // drawn with its panel
    case PE_Frame:
        // A list or a text has the border of a field, and may have nothing in it that would show the focus.
        if (qobject_cast<const QAbstractScrollArea *>(widget)) {
            const StageColours colours(option->palette);
            const bool hasFocus = option->state.testFlag(State_HasFocus);
            qDrawPlainRect(painter, option->rect, hasFocus ? colours.accent : colours.fieldBorder);
            return;
        }
        break;
    case PE_PanelButtonCommand:
        drawButton(painter, option, widget);
        return;
    case PE_IndicatorRadioButton:
    case PE_IndicatorCheckBox:
        drawIndicator(painter, option, element == PE_IndicatorRadioButton);
        return;
    case PE_FrameFocusRect:
        if (!qobject_cast<const QComboBox *>(widget)) // whose border shows it
            drawFocus(painter, *option);
        return;
    case PE_IndicatorHeaderArrow: // down where the largest is the first, other than Qt has it
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader turned(*header);
            turned.sortIndicator = header->sortIndicator == QStyleOptionHeader::SortDown ? QStyleOptionHeader::SortUp
                                                                                         : QStyleOptionHeader::SortDown;
            QProxyStyle::drawPrimitive(element, &turned, painter, widget);
            return;
        }
        break;
    case PE_PanelScrollAreaCorner: // between two scroll bars is what is around them
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void QuietStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    switch (element) {
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, option->palette.window());
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            const StageColours colours(option->palette);
            painter->fillRect(option->rect, option->palette.window());
            const bool isActive = item->state.testFlag(State_Selected);
            if (isActive) {
                painter->save();
                painter->setRenderHint(QPainter::Antialiasing);
                painter->setPen(Qt::NoPen);
                painter->setBrush(colours.selectedRow);
                painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 2, -1, -2), radius, radius);
                painter->restore();
            }
            int flags = Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextDontClip | Qt::TextSingleLine;
            if (!proxy()->styleHint(SH_UnderlineShortcut, option, widget, nullptr))
                flags |= Qt::TextHideMnemonic;
            drawItemText(painter, option->rect, flags, option->palette, item->state.testFlag(State_Enabled), item->text,
                         QPalette::WindowText);
        }
        return;
    case CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option); combo && !combo->editable) {
            QStyleOptionComboBox elided(*combo);
            const int room = proxy()->subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget).width();
            elided.currentText = combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, room);
            QProxyStyle::drawControl(element, &elided, painter, widget);
            return;
        }
        break;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && isPrimary(option, widget) && option->state.testFlag(State_Enabled)) {
            QStyleOptionButton onAccent(*button);
            onAccent.palette.setColor(QPalette::ButtonText, StageColours(option->palette).onAccent);
            QProxyStyle::drawControl(element, &onAccent, painter, widget);
            return;
        }
        break;
    case CE_PushButtonBevel:
        drawButton(painter, option, widget);
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
            tab && (tab->shape == QTabBar::RoundedNorth || tab->shape == QTabBar::TriangularNorth)) {
            drawTab(painter, *tab);
            return;
        }
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
            tab && tab->state.testFlag(State_HasFocus)) { // Qt's own mark is hardly seen in dark
            QStyleOptionTab label(*tab);
            label.state.setFlag(State_HasFocus, false);
            QProxyStyle::drawControl(element, &label, painter, widget);
            label.rect.adjust(3, 4, -3, -2);
            drawFocus(painter, label);
            return;
        }
        break;
    case CE_Splitter:
        return; // the gap between the cards is the handle
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void QuietStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        const StageColours colours(option->palette);
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (!combo || combo->frame)
            drawField(painter, option->rect, option);
        const QRect arrow = proxy()->subControlRect(control, option, SC_ComboBoxArrow, widget);
        drawChevron(painter, QRectF(arrow), colours.mutedText, false);
        return;
    }
    if (control == CC_SpinBox) {
        const StageColours colours(option->palette);
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        drawField(painter, option->rect, option);
        for (const SubControl part : {SC_SpinBoxUp, SC_SpinBoxDown}) {
            const bool isUp = part == SC_SpinBoxUp;
            const bool canStep = spin && spin->stepEnabled.testFlag(isUp ? QAbstractSpinBox::StepUpEnabled
                                                                         : QAbstractSpinBox::StepDownEnabled);
            QColor colour = colours.mutedText;
            if (!canStep)
                colour = colours.fieldBorder;
            else if (option->activeSubControls == part && option->state.testFlag(State_MouseOver))
                colour = colours.accent;
            drawChevron(painter, QRectF(proxy()->subControlRect(control, option, part, widget)), colour, isUp);
        }
        return;
    }
    if (control == CC_ScrollBar) {
        const QRectF handle = proxy()->subControlRect(control, option, SC_ScrollBarSlider, widget);
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar || bar->maximum <= bar->minimum)
            return;
        const StageColours colours(option->palette);
        const bool isHeld = option->activeSubControls.testFlag(SC_ScrollBarSlider) &&
                            (option->state & (State_Sunken | State_MouseOver));
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(blended(colours.text, colours.card, isHeld ? 0.5 : 0.28));
        const qreal inset = 3;
        painter->drawRoundedRect(handle.adjusted(inset, inset, -inset, -inset), 3, 3);
        painter->restore();
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace fiftyfold
