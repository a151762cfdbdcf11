// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparison/comparisonmodel.h"

#include <QItemSelection>
#include <QTableView>

class QAction;

namespace fiftyfold {

class ComparisonDelegate;
class ComparisonHeader;
class ComparisonOrder;

/// The lines of a comparison, with the grid behind the bars and the floor's line over them, in the order of the column
/// that was chosen. As high as its rows where there is room. Main thread.
class ComparisonTable : public QTableView
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit ComparisonTable(ComparisonModel *model, QWidget *parent = nullptr);

    /// The scale of the bars, with its place in the viewport; the axis below shares it.
    ComparisonScale barScale() const;
    /// Where the column of the ratios begins.
    int ratioLeft() const;
    /// Neither selection nor links, for a picture.
    void setPlain(bool isPlain);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// As high as all of its rows and the bar below them, if there is one, whatever room there is.
    int wholeHeight() const;

Q_SIGNALS:
    // Rows are those of the comparison, in whatever order they are shown.
    void codeRequested(int row);
    void csvRequested();
    void markdownRequested();
    /// The bars are somewhere else.
    void barScaleChanged();
    /// -1: none.
    void currentRowChanged(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void layOutColumns();
    int layOutCosts(int margins);
    void layOutRest(int least, int most, int ratio, int width);
    void showScale();
    void showRowHeight();
    void setHoveredRow(int row);
    bool isOnCodeLink(const QPoint &point) const;
    void requestCode(int row);
    int contentHeight(int rows) const;
    QRegion reasonRegion() const;

    void addActions();
    int rowOf(const QModelIndex &index) const;

    ComparisonModel *m_model;
    ComparisonOrder *m_order;
    ComparisonHeader *m_header;
    QItemSelection m_selectionBeforePlain;
    ComparisonDelegate *m_delegate;
    QAction *m_codeAction;
    int m_hoveredRow = -1;
    bool m_isWiderThanItsRoom = false;
};

} // namespace fiftyfold
