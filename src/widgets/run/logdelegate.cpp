// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/logdelegate.h"

#include "models/run/logmodel.h"
#include "models/run/logwording.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>

namespace fiftyfold {

namespace {

// In characters, with what keeps each apart from the next.
constexpr int timeColumn = 9;
constexpr int requestColumn = 10; // the last request of the most that a run can have is #9999999

} // namespace

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const StageColours colours(option.palette);
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight);
    painter->setFont(option.font);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colours.selectedRow);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colours.accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    const QFontMetrics &metrics = option.fontMetrics;
    const int character = metrics.horizontalAdvance(QLatin1Char('0'));
    QRect rest = option.rect;

    const qint64 time = index.data(LogModel::TimeRole).toLongLong();
    if (time >= 0) {
        painter->setPen(colours.mutedText);
        painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, secondsText(time));
    }
    rest.setLeft(rest.left() + timeColumn * character);
    const qint64 request = index.data(LogModel::RequestRole).toLongLong();
    if (request >= 0) {
        painter->setPen(option.palette.color(QPalette::Link));
        painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, QLatin1Char('#') + QString::number(request));
    }
    rest.setLeft(rest.left() + requestColumn * character);
    const auto level = static_cast<LogModel::Level>(index.data(LogModel::LevelRole).toInt());
    painter->setPen(level == LogModel::Level::Problem   ? colours.error
                    : level == LogModel::Level::Warning ? colours.warning
                                                        : colours.text);
    const QString text = index.data(LogModel::TextRole).toString();
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, rest.width()));
    painter->restore();
}

QSize LogDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return QSize(200, option.fontMetrics.height() + 4);
}

} // namespace fiftyfold
