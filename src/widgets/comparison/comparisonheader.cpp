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

int ComparisonHeader::usualHeight()
{
    return 32;
}

QString ComparisonHeader::headingText(int section) const
{
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const QString name = model()->headerData(section, Qt::Horizontal, ComparisonModel::NameRole).toString();
    const qsizetype asItIs = name.isEmpty() ? text.indexOf(QLatin1Char('(')) : text.indexOf(name);
    return text.left(asItIs).toUpper() + (asItIs < 0 ? QString() : text.mid(asItIs));
}

int ComparisonHeader::textWidth(int section) const
{
    return QFontMetrics(headingFont(font())).horizontalAdvance(headingText(section) + sortArrow(Qt::AscendingOrder));
}

QSize ComparisonHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), usualHeight()};
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
    const QString text =
        metrics.elidedText(headingText(section), Qt::ElideRight, inner.width() - metrics.horizontalAdvance(arrow));
    painter->drawText(inner, int(isNumber ? Qt::AlignRight : Qt::AlignLeft) | int(Qt::AlignVCenter), text + arrow);
}

} // namespace fiftyfold
