// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace fiftyfold {

/// Headings of a comparison in small quiet capitals, without the boxes of a spreadsheet. A click sorts: up, down, and
/// not at all.
class ComparisonHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit ComparisonHeader(QWidget *parent);

    /// For two lines.
    static int heightFor(const QFont &font);
    /// As it is painted, without an arrow: in capitals, but for names and what is said aside.
    QString headingText(int section) const;
    /// The lines in which that is painted in so much room.
    QStringList headingLines(int section, int width) const;
    /// Of the text of a cost; the arrow of what is sorted is beside it, in the margin.
    int textWidth(int section) const;

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
};

} // namespace fiftyfold
