// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonheader.h"

#include "models/comparison/comparisonmodel.h"
#include "widgets/base/stagecolours.h"
#include "widgets/comparison/comparisondelegate.h"

#include <QPainter>

namespace fiftyfold {

namespace {

QFont headingFont(const QFont &font)
{
    QFont heading = font;
    heading.setPointSizeF(heading.pointSizeF() * 0.8);
    heading.setWeight(QFont::DemiBold);
    return heading;
}

QString sortArrow(Qt::SortOrder order)
{
    return order == Qt::AscendingOrder ? QStringLiteral(" ▲") : QStringLiteral(" ▼");
}

} // namespace

ComparisonHeader::ComparisonHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionResizeMode(QHeaderView::Fixed);
    setSectionsClickable(true);
    setSortIndicatorClearable(true);
    setSortIndicator(-1, Qt::AscendingOrder); // as they were given
    setHighlightSections(false);
    setMinimumSectionSize(40);
    viewport()->setBackgroundRole(QPalette::Base);
}

int ComparisonHeader::heightFor(const QFont &font)
{
    constexpr int leastHeight = 32;
    return qMax(leastHeight, 2 * QFontMetrics(headingFont(font)).height() + 6);
}

QString ComparisonHeader::headingText(int section) const
{
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const QString name = model()->headerData(section, Qt::Horizontal, ComparisonModel::NameRole).toString();
    const qsizetype asItIs = name.isEmpty() ? text.indexOf(QLatin1Char('(')) : text.indexOf(name);
    return text.left(asItIs).toUpper() + (asItIs < 0 ? QString() : text.mid(asItIs));
}

/// Of a cost "PROCESSOR" and "A REQUEST"; of the others only where one line is too narrow for them, what is as it is.
QStringList ComparisonHeader::headingLines(int section, int width) const
{
    const QString text = headingText(section);
    const QString name = model()->headerData(section, Qt::Horizontal, ComparisonModel::NameRole).toString();
    const qsizetype end = section >= ComparisonModel::ProcessorColumn ? text.indexOf(QLatin1Char(' '))
                          : QFontMetrics(headingFont(font())).horizontalAdvance(text) <= width ? -1
                          : name.isEmpty() ? text.indexOf(QLatin1Char('('))
                                           : text.indexOf(name);
    return end <= 0 ? QStringList{text} : QStringList{text.left(end).trimmed(), text.mid(end).trimmed()};
}

int ComparisonHeader::textWidth(int section) const
{
    const QFontMetrics metrics(headingFont(font()));
    int widest = 0;
    const QStringList lines = headingLines(section, QWIDGETSIZE_MAX);
    for (const QString &line : lines)
        widest = qMax(widest, metrics.horizontalAdvance(line));
    return widest;
}

QSize ComparisonHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), heightFor(font())};
}

void ComparisonHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const StageColours colours(palette());
    painter->fillRect(rect, colours.card);
    painter->setLayoutDirection(Qt::LeftToRight);
    painter->setFont(headingFont(font()));
    painter->setPen(colours.mutedText);
    const QString arrow = sortIndicatorSection() == section ? sortArrow(sortIndicatorOrder()) : QString();
    const bool isNumber = section >= ComparisonModel::ProcessorColumn;
    const QRect inner = rect.adjusted(section == 0 ? ComparisonDelegate::sideMargin() : 0, 2,
                                      isNumber ? -ComparisonDelegate::sideMargin() : -4, 0);
    const QFontMetrics metrics = painter->fontMetrics();
    const int room = inner.width() - (isNumber ? 0 : metrics.horizontalAdvance(arrow));
    QStringList lines = headingLines(section, room);
    lines.last() = metrics.elidedText(lines.last(), lines.size() > 1 ? Qt::ElideMiddle : Qt::ElideRight, room);
    if (isNumber) // in the margin, so that no column needs room for it
        painter->drawText(QRect(inner.right() + 1, inner.top(), rect.right() - inner.right(), inner.height()),
                          int(Qt::AlignLeft) | int(Qt::AlignVCenter), arrow.trimmed());
    else
        lines.last() += arrow;
    painter->drawText(inner, int(isNumber ? Qt::AlignRight : Qt::AlignLeft) | int(Qt::AlignVCenter),
                      lines.join(QLatin1Char('\n')));
}

} // namespace fiftyfold
