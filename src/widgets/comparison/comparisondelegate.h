// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparison/comparisonscale.h"

#include <QStyledItemDelegate>

#include <optional>

namespace fiftyfold {

class StageColours;

/// Paints the lines of a comparison: what it is called, the bar of its median with whiskers, how many times as fast.
/// Reads the roles of ComparisonModel.
class ComparisonDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The scale of the bars, in the view's pixels.
    void setScale(const ComparisonScale &scale) { m_scale = scale; }
    /// Where the table draws a line over the bars: no text is put there.
    void setFloorMs(std::optional<double> floorMs) { m_floorMs = floorMs; }
    /// The row that offers its code besides the selected one; -1: none.
    void setHoveredRow(int row) { m_hoveredRow = row; }
    /// Neither selection nor links, for a picture.
    void setPlain(bool isPlain) { m_isPlain = isPlain; }

    /// Between the edge of a cell and its text.
    static int sideMargin();
    static int rowHeight(const QFont &font);
    /// Of the first cell of a row, so that neither of its lines is cut while its code is not offered.
    static int strategyWidth(const QModelIndex &index, const QFont &font);
    /// Of a cell with a cost, of which neither the figure nor the interval below it is cut, without margins.
    static int costWidth(const QString &figure, const QString &interval, const QFont &font);
    /// Of a cell with a ratio, its interval and its verdict, all in one line. In less the verdict is in a second one.
    static int ratioWidth(const QFont &font);
    /// The least that holds the ratio with its interval.
    static int leastRatioWidth(const QFont &font);
    /// Where "See the code" stands in the first cell of a row.
    static QRect codeLinkRect(const QRect &cell, const QFont &font);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Texts that do not fit are told whole, and what the figures are.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintStrategy(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintMedian(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintCost(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintRatio(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// Gives back where the text begins that follows.
    double paintBar(QPainter *painter, const QRect &rect, const QColor &colour, const QColor &ink,
                    const QModelIndex &index) const;

    ComparisonScale m_scale;
    std::optional<double> m_floorMs;
    int m_hoveredRow = -1;
    bool m_isPlain = false;
};

} // namespace fiftyfold
