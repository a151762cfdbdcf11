// SPDX-License-Identifier: GPL-3.0-or-later
// How large the style makes things, and where their parts lie.
#include "widgets/base/quietstyle.h"

#include <QComboBox>
#include <QStyleOption>
#include <QWidget>

namespace fiftyfold {

namespace {
constexpr int fieldHeight = 32;
constexpr int fieldPadding = 5;
} // namespace

QSize QuietStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_LineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            result.setHeight(qMax(result.height(), fieldHeight));
        break;
    case CT_SpinBox:
    case CT_ComboBox:
        result.rwidth() += fieldPadding;
        result.setHeight(qMax(result.height(), fieldHeight));
        break;
    case CT_PushButton:
        result.setHeight(qMax(result.height(), fieldHeight));
        result.rwidth() = qMax(qMax(result.width(), size.width() + 24), 64);
        break;
    case CT_MenuBarItem:
        result.rwidth() += 4;
        result.setHeight(qMax(result.height(), 28));
        break;
    default:
        break;
    }
    return result;
}

QRect QuietStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0)
        return rect.adjusted(fieldPadding, 0, -fieldPadding, 0);
    return rect;
}

QRect QuietStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                 const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    if ((control == CC_ComboBox && part == SC_ComboBoxEditField) ||
        (control == CC_SpinBox && part == SC_SpinBoxEditField)) {
        const bool isMirrored = option->direction == Qt::RightToLeft;
        return isMirrored ? rect.adjusted(0, 0, -fieldPadding, 0) : rect.adjusted(fieldPadding, 0, 0, 0);
    }
    if (control == CC_ScrollBar) { // no arrow buttons: the handle has the whole length
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar)
            return rect;
        const bool isVertical = bar->orientation == Qt::Vertical;
        const int length = isVertical ? bar->rect.height() : bar->rect.width();
        const qint64 steps = qint64(bar->maximum) - bar->minimum;
        const int handle =
            steps > 0 ? int(qMax<qint64>(qMin(28, length), qint64(length) * bar->pageStep / (steps + bar->pageStep)))
                      : length;
        const int start =
            sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
        const auto along = [&](int from, int size) {
            return isVertical ? QRect(bar->rect.x(), bar->rect.y() + from, bar->rect.width(), size)
                              : QRect(bar->rect.x() + from, bar->rect.y(), size, bar->rect.height());
        };
        switch (part) {
        case SC_ScrollBarSlider:
            return along(start, handle);
        case SC_ScrollBarSubPage:
            return along(0, start);
        case SC_ScrollBarAddPage:
            return along(start + handle, length - start - handle);
        case SC_ScrollBarGroove:
            return bar->rect;
        case SC_ScrollBarAddLine:
        case SC_ScrollBarSubLine:
            return {};
        default:
            break;
        }
    }
    return rect;
}

int QuietStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_MenuBarPanelWidth:
        return 0;
    case PM_HeaderMargin: // in line with the cells
        return 6;
    case PM_MenuBarHMargin:
        return 4;
    case PM_MenuBarItemSpacing:
        return 2;
    case PM_ScrollBarExtent:
        return 12;
    case PM_SplitterWidth:
        return 10;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int QuietStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace fiftyfold
