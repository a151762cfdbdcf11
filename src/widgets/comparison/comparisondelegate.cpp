// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisondelegate.h"

#include "models/comparison/comparisonmodel.h"
#include "models/comparison/comparisonwording.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/base/stagecolours.h"
#include "widgets/comparison/comparisoncolours.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace fiftyfold {

namespace {

using ModelState = ComparisonModel::State;

constexpr int cellMargin = 15;
constexpr int strategyRightMargin = 6;
constexpr int cellBarHeight = 18;
constexpr int cellTextGap = 10;
constexpr int whiskerHalf = 5;
constexpr int diamondHalf = 5;
constexpr int ratioGap = 8;

QFont smallerFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(small.pointSizeF() * 0.84);
    return small;
}

QFont boldFont(const QFont &font)
{
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QString timesSign()
{
    return QStringLiteral(" ×");
}

/// Of what stands before the sign.
int numberWidth(const QFont &font)
{
    return QFontMetrics(boldFont(font)).horizontalAdvance(QStringLiteral("000.0"));
}

QString codeLinkText()
{
    return ComparisonDelegate::tr("See the code");
}

ModelState stateOf(const QModelIndex &index)
{
    return static_cast<ModelState>(index.data(ComparisonModel::StateRole).toInt());
}

void drawElided(QPainter *painter, const QRect &rect, const QString &text, Qt::TextElideMode mode = Qt::ElideRight)
{
    const QString shown = painter->fontMetrics().elidedText(text, mode, qMax(0, rect.width()));
    painter->drawText(rect, int(Qt::AlignLeft) | int(Qt::AlignVCenter) | int(Qt::TextSingleLine), shown);
}

/// What others reported is a hollow mark, never a bar.
void drawReportedMark(QPainter *painter, double x, double y, const StageColours &colours)
{
    painter->setPen(QPen(colours.mutedText, 1.3));
    painter->setBrush(colours.card);
    painter->drawPolygon(QPolygonF({QPointF(x, y - diamondHalf), QPointF(x + diamondHalf, y), //
                                    QPointF(x, y + diamondHalf), QPointF(x - diamondHalf, y)}));
}

/// Where a text of that width can begin, from `left` on, so that none of the marks, from left to right, goes through
/// it.
double leftClearOf(const QList<double> &marks, double left, double width)
{
    for (const double x : marks) {
        if (x > left - cellTextGap - diamondHalf && x < left + width + diamondHalf)
            left = x + diamondHalf + cellTextGap;
    }
    return left;
}

} // namespace

int ComparisonDelegate::sideMargin()
{
    return cellMargin;
}

int ComparisonDelegate::rowHeight(const QFont &font)
{
    return QFontMetrics(boldFont(font)).height() + QFontMetrics(smallerFont(font)).height() + 3;
}

int ComparisonDelegate::strategyWidth(const QModelIndex &index, const QFont &font)
{
    const QString name = index.data(Qt::DisplayRole).toString();
    const QString description = index.data(ComparisonModel::DescriptionRole).toString();
    return cellMargin + strategyRightMargin + 1 +
           qMax(QFontMetrics(boldFont(font)).horizontalAdvance(name),
                QFontMetrics(smallerFont(font)).horizontalAdvance(description));
}

int ComparisonDelegate::costWidth(const QString &figure, const QString &interval, const QFont &font)
{
    return qMax(QFontMetrics(font).horizontalAdvance(figure),
                QFontMetrics(smallerFont(font)).horizontalAdvance(interval));
}

int ComparisonDelegate::leastRatioWidth(const QFont &font)
{
    return numberWidth(font) + QFontMetrics(boldFont(font)).horizontalAdvance(timesSign()) + ratioGap +
           QFontMetrics(smallerFont(font)).horizontalAdvance(QStringLiteral("(000.0–000.0)")) + cellMargin;
}

int ComparisonDelegate::ratioWidth(const QFont &font)
{
    return leastRatioWidth(font) + ratioGap +
           QFontMetrics(smallerFont(font)).horizontalAdvance(ComparisonModel::tr("no difference seen")) + cellMargin;
}

QRect ComparisonDelegate::codeLinkRect(const QRect &cell, const QFont &font)
{
    const QFontMetrics metrics(smallerFont(font));
    const int width = metrics.horizontalAdvance(codeLinkText()) + 2;
    return {cell.right() - width, cell.center().y(), width, cell.bottom() - cell.center().y()};
}

void ComparisonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const StageColours colours(option.palette);
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight);
    if (!m_isPlain && option.state.testFlag(QStyle::State_Selected)) {
        const bool isActive = option.state.testFlag(QStyle::State_Active);
        painter->fillRect(option.rect, isActive ? colours.selectedRow : blended(colours.text, colours.card, 0.06));
    }
    switch (index.column()) {
    case ComparisonModel::StrategyColumn:
        paintStrategy(painter, option, index);
        break;
    case ComparisonModel::MedianColumn:
        paintMedian(painter, option, index);
        break;
    case ComparisonModel::RatioColumn:
        paintRatio(painter, option, index);
        break;
    default:
        paintCost(painter, option, index);
        break;
    }
    if (!m_isPlain && option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colours.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

void ComparisonDelegate::paintStrategy(QPainter *painter, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    const StageColours colours(option.palette);
    const ModelState state = stateOf(index);
    if (state == ModelState::Running)
        painter->fillRect(QRect(option.rect.left(), option.rect.top() + 3, 3, option.rect.height() - 6),
                          colours.accent);
    const QFont bold = boldFont(option.font);
    const QFont small = smallerFont(option.font);
    const int labelHeight = QFontMetrics(bold).height();
    QRect rect = option.rect.adjusted(cellMargin, 2, -strategyRightMargin, 0);
    rect.setHeight(labelHeight);
    painter->setFont(bold);
    painter->setPen(state == ModelState::Unavailable ? blended(colours.text, colours.card, 0.5) : colours.text);
    drawElided(painter, rect, index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle); // URLs differ at their end

    rect.translate(0, labelHeight);
    rect.setHeight(QFontMetrics(small).height());
    painter->setFont(small);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (!m_isPlain && (isSelected || index.row() == m_hoveredRow) &&
        index.data(ComparisonModel::HasSourceRole).toBool()) {
        QFont link = small;
        link.setUnderline(true);
        painter->setFont(link);
        painter->setPen(option.palette.color(QPalette::Active, QPalette::Link));
        const QRect linkRect = codeLinkRect(option.rect, option.font);
        painter->drawText(QRect(linkRect.left(), rect.top(), linkRect.width(), rect.height()),
                          int(Qt::AlignLeft) | int(Qt::AlignVCenter), codeLinkText());
        rect.setRight(linkRect.left() - 8);
        painter->setFont(small);
    }
    painter->setPen(state == ModelState::Unavailable ? blended(colours.text, colours.card, 0.5) : colours.mutedText);
    drawElided(painter, rect, index.data(ComparisonModel::DescriptionRole).toString());
}

double ComparisonDelegate::paintBar(QPainter *painter, const QRect &rect, const QColor &colour, const QColor &ink,
                                    const QModelIndex &index) const
{
    const auto median = index.data(ComparisonModel::MedianRole).value<Estimate>();
    const double middle = rect.center().y() + 0.5;
    const double end = m_scale.xOf(median.value);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawRoundedRect(
        QRectF(m_scale.left, middle - cellBarHeight / 2.0, qMax(2.0, end - m_scale.left), cellBarHeight), 2, 2);
    if (index.data(ComparisonModel::RoundsRole).toInt() < 2)
        return end;
    const double low = m_scale.xOf(median.low);
    const double high = m_scale.xOf(median.high);
    painter->setPen(QPen(ink, 1.5));
    painter->drawLine(QPointF(low, middle), QPointF(high, middle));
    for (const double x : {low, high})
        painter->drawLine(QPointF(x, middle - whiskerHalf), QPointF(x, middle + whiskerHalf));
    return qMax(end, high);
}

void ComparisonDelegate::paintMedian(QPainter *painter, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    const StageColours colours(option.palette);
    const ModelState state = stateOf(index);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (state == ModelState::Unavailable || state == ModelState::Failed) {
        painter->setFont(option.font);
        painter->setPen(state == ModelState::Failed ? colours.error : blended(colours.text, colours.card, 0.5));
        drawElided(painter, option.rect.adjusted(0, 0, -cellTextGap, 0), text);
        return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(option.rect);
    const double middle = option.rect.center().y() + 0.5;
    const bool hasMedian = index.data(ComparisonModel::MedianRole).isValid();
    double textLeft = m_scale.left;
    if (hasMedian) {
        const QColor colour = comparisonColour(index.data(ComparisonModel::ColourNameRole).toString(), option.palette);
        textLeft = paintBar(painter, option.rect, colour, colours.text, index) + cellTextGap;
    }
    const QString value = hasMedian || state == ModelState::Running ? text : QStringLiteral("–");
    QList<double> marks;
    if (m_floorMs)
        marks.append(m_scale.xOf(*m_floorMs));
    const QVariant reported = index.data(ComparisonModel::ReportedRole);
    if (reported.isValid()) {
        marks.append(m_scale.xOf(reported.toDouble()));
        drawReportedMark(painter, marks.last(), middle, colours);
    }
    std::sort(marks.begin(), marks.end());
    painter->setFont(option.font);
    painter->setPen(hasMedian ? colours.text : state == ModelState::Running ? colours.accent : colours.mutedText);
    QRect rect = option.rect;
    const double valueWidth = QFontMetrics(option.font).horizontalAdvance(value);
    rect.setLeft(int(leftClearOf(marks, textLeft, valueWidth)));
    drawElided(painter, rect, value);
    if (reported.isValid()) {
        QFont small = smallerFont(option.font);
        small.setItalic(true);
        const QString note = tr("%1 s reported in 2018").arg(QString::number(reported.toDouble() / 1e3, 'g', 4));
        rect.setLeft(int(leftClearOf(marks, rect.left() + valueWidth + 2 * cellTextGap,
                                     QFontMetrics(small).horizontalAdvance(note))));
        painter->setFont(small);
        painter->setPen(colours.mutedText);
        drawElided(painter, rect, note);
    }
}

void ComparisonDelegate::paintRatio(QPainter *painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const StageColours colours(option.palette);
    const ModelState state = stateOf(index);
    const QFont small = smallerFont(option.font);
    const QFont bold = boldFont(option.font);
    const QString note = index.data(ComparisonModel::NoteRole).toString();
    QRect rect = option.rect.adjusted(0, 0, -cellMargin, 0);
    const bool isOnOneLine = option.rect.width() >= ratioWidth(option.font);
    const int noteWidth = note.isEmpty() || !isOnOneLine ? 0 : QFontMetrics(small).horizontalAdvance(note);
    const QVariant ratioData = index.data(ComparisonModel::RatioRole);
    const bool hasRatio = ratioData.isValid() && state != ModelState::Failed;
    painter->setFont(small);
    painter->setPen(state == ModelState::Failed    ? colours.error
                    : state == ModelState::Running ? colours.accent
                                                   : colours.mutedText);
    if (!isOnOneLine) { // on the lines of name and description
        rect.setTop(rect.top() + 2);
        rect.setHeight(QFontMetrics(bold).height());
        drawElided(painter, QRect(rect.left(), rect.bottom() + 1, rect.width(), QFontMetrics(small).height()), note);
    } else if (hasRatio || noteWidth <= rect.width()) {
        painter->drawText(rect, int(Qt::AlignRight) | int(Qt::AlignVCenter), note);
    } else {
        drawElided(painter, rect, note);
    }
    if (!hasRatio)
        return;
    const auto ratio = ratioData.value<Estimate>();
    const bool hasInterval = index.data(ComparisonModel::PairsRole).toInt() >= 2;
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString number = QString(text).remove(timesSign());
    const int right = rect.left() + numberWidth(option.font);
    painter->setFont(bold);
    painter->setPen(hasInterval && ratio.value != 1 && isNoDifference(ratio) ? colours.mutedText : colours.text);
    painter->drawText(QRect(rect.left(), rect.top(), right - rect.left(), rect.height()),
                      int(Qt::AlignRight) | int(Qt::AlignVCenter) | int(Qt::TextDontClip), number);
    if (number == text)
        return; // the baseline's 1 is exact
    painter->drawText(QRect(right, rect.top(), 40, rect.height()), int(Qt::AlignLeft) | int(Qt::AlignVCenter),
                      timesSign());
    if (!hasInterval)
        return;
    QRect interval = rect;
    interval.setLeft(right + QFontMetrics(bold).horizontalAdvance(timesSign()) + ratioGap);
    interval.setRight(rect.right() - noteWidth - (noteWidth > 0 ? ratioGap : 0));
    painter->setFont(small);
    painter->setPen(colours.mutedText);
    const QString ends = comparisonIntervalText(ratio);
    if (QFontMetrics(small).horizontalAdvance(ends) <= interval.width()) // half of it would be another one
        drawElided(painter, interval, ends);
}

void ComparisonDelegate::paintCost(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    constexpr int alignment = int(Qt::AlignRight) | int(Qt::AlignVCenter) | int(Qt::TextSingleLine);
    const StageColours colours(option.palette);
    const QString interval = index.data(ComparisonModel::CostIntervalRole).toString();
    const QFont small = smallerFont(option.font);
    QRect rect = option.rect.adjusted(0, 0, -cellMargin, 0);
    if (!interval.isEmpty() && QFontMetrics(small).horizontalAdvance(interval) <= rect.width()) {
        rect.setTop(rect.top() + 2); // on the lines of name and description
        rect.setHeight(QFontMetrics(boldFont(option.font)).height());
        painter->setFont(small);
        painter->setPen(colours.mutedText);
        painter->drawText(QRect(rect.left(), rect.bottom() + 1, rect.width(), QFontMetrics(small).height()), alignment,
                          interval);
    }
    painter->setFont(option.font);
    painter->setPen(colours.text);
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->drawText(rect, alignment, painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

QSize ComparisonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, rowHeight(option.font)};
}

bool ComparisonDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                                   const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QString text = index.data(Qt::AccessibleTextRole).toString();
    if (index.column() == ComparisonModel::StrategyColumn && index.data(ComparisonModel::HasSourceRole).toBool())
        text += tr("\nEnter or a double click shows its code.");
    QToolTip::showText(event->globalPos(), plainToolTip(text), view);
    return true;
}

} // namespace fiftyfold
