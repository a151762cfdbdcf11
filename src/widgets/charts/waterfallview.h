// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/spoken.h"
#include "widgets/charts/timegestures.h"
#include "widgets/charts/waterfallrows.h"

#include <QAbstractItemModel>
#include <QAbstractScrollArea>

namespace fiftyfold {

class StageColours;

/// A row for each request, its stages as coloured spans on the shared time axis. Reads a model with the roles of
/// RequestModel, and paints only the rows in view. One row is current: click, Up, Down, Page Up, Page Down, Home, End.
class WaterfallView : public QAbstractScrollArea, public Spoken
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    WaterfallView(QAbstractItemModel *model, TimeAxis *axis, QWidget *parent = nullptr);

    /// The current request, in words.
    QString spokenText() const override;

    int currentRow() const { return m_currentRow; }
    /// -1: none.
    void setCurrentRow(int row);
    /// Brings the rows that are at work into view as a run goes on, until the user scrolls.
    void followRun();
    void setHint(const QString &text);

    WaterfallRows rows() const;
    TimeScale timeScale() const;

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentRowChanged(int row);

protected:
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void updateScrollBar();
    void noteChanged(const QModelIndex &first, const QModelIndex &last);
    void ensureVisible(int row);
    int leftMargin() const;
    int axisHeight() const;
    double rowsHeight() const;
    void paintGrid(QPainter &painter, const StageColours &colours) const;
    void paintRow(QPainter &painter, const StageColours &colours, int row, const WaterfallRows &rows,
                  const TimeScale &scale) const;
    void paintCursor(QPainter &painter, const StageColours &colours, const TimeScale &scale) const;
    void showRowToolTip(const QPoint &position, const QPoint &globalPosition);

    QAbstractItemModel *m_model;
    TimeAxis *m_axis;
    TimeGestures m_gestures;
    int m_currentRow = -1;
    int m_lastStartedRow = -1;
    bool m_isFollowing = true;
    QString m_hint;
};

} // namespace fiftyfold
