// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/errordelegate.h"

#include "core/text/numberlocale.h"
#include "models/run/errormodel.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>

namespace fiftyfold {

namespace {
constexpr int sideMargin = 6;
constexpr int lineMargin = 3;
} // namespace

void ErrorDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const StageColours colours(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colours.selectedRow);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colours.accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    const int lineHeight = option.fontMetrics.height();
    QRect line = option.rect.adjusted(sideMargin, lineMargin, -sideMargin, 0);
    line.setHeight(lineHeight);
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(colours.error);
    painter->drawText(line, Qt::AlignLeading | Qt::AlignVCenter, index.data(ErrorModel::ClassRole).toString());
    painter->drawText(line, Qt::AlignTrailing | Qt::AlignVCenter,
                      numberLocale().toString(index.data(ErrorModel::CountRole).toUInt()));
    line.translate(0, lineHeight);
    painter->setFont(option.font);
    painter->setPen(colours.mutedText);
    painter->drawText(
        line, Qt::AlignLeading | Qt::AlignVCenter,
        option.fontMetrics.elidedText(index.data(ErrorModel::ExampleRole).toString(), Qt::ElideRight, line.width()));
    painter->restore();
}

QSize ErrorDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return QSize(120, 2 * option.fontMetrics.height() + 2 * lineMargin);
}

} // namespace fiftyfold
