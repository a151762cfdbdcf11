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

    static int usualHeight();
    /// As it is painted, without an arrow: in capitals, but for names and what is said aside.
    QString headingText(int section) const;
    /// Of the text, with the arrow of what is sorted.
    int textWidth(int section) const;

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
};

} // namespace fiftyfold
