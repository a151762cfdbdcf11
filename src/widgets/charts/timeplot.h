// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/timeaxis.h"
#include "widgets/base/spoken.h"
#include "widgets/charts/timegestures.h"

#include <QTimer>
#include <QWidget>

class QCPItemRect;
class QCPItemStraightLine;
class QCPLayer;
class QCustomPlot;
class QLabel;

namespace fiftyfold {

/// What the plots over the shared time axis have in common: where the plot lies, its grid and ticks, the lines at now
/// and at the cursor, the range that requests are picked out by, all gestures of mouse and keyboard. What moves is on a
/// layer of its own, so that the rest is not painted again with it.
class TimePlot : public QWidget, public Spoken
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this. Without a selection nothing can be picked.
    TimePlot(TimeAxis *axis, RunSelection *selection, QWidget *parent);

    /// Reads what is drawn again; paints at most once a frame.
    virtual void refresh() = 0;

    /// What is drawn, as lines of columns with a tab between them.
    virtual QString numbers() const = 0;

    /// What stands in the middle while there is nothing to draw.
    void setHint(const QString &text);
    QString hint() const;

    QSize minimumSizeHint() const override;

protected:
    /// Nothing to draw, and so neither grid nor lines.
    virtual bool isEmpty() const = 0;
    /// The last number that the left margin has room for, as that of all views on the axis.
    virtual quint32 requests() const = 0;
    virtual void applyColours();
    virtual void placeCursor();
    /// The mouse was pressed and released there without a drag.
    virtual void click(const QPointF &) {}
    /// Below the plot, px.
    virtual int bottomMargin() const;

    /// To be called at the end of a constructor.
    void begin();
    void showRange();
    /// In a turn of the event loop of its own: with what made it stale, and the painting of others, it takes longer
    /// than a frame on a busy machine.
    void replotSoon();
    /// And the hint, where there is nothing to draw.
    void placePlot();
    /// Labels from 0 up to `most`, which is the upper edge; a last one at `most` itself where that is worth one.
    void showScale(double most);
    /// Up to `most` or a little more, which has a label.
    void showRoundScale(double most);
    /// Labels from 0 up to `most` or a little more at the left, and up to `mostRight` at the right, in its colour, both
    /// in as many round steps: one grid for both.
    void showScales(double most, double mostRight, const QColor &rightColour);
    /// The plot alone, which has neither grid nor labels.
    void showNoScale();
    int plotHeight() const;
    int leftMargin() const { return plotLeftMargin(font(), requests()); }
    TimeScale timeScale() const { return timeScaleFor(*m_axis, width(), font(), requests()); }
    QCustomPlot *plot() const { return m_plot; }
    const TimeAxis &axis() const { return *m_axis; }
    TimeGestures &gestures() { return m_gestures; }

    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void buildPlot();
    void showCursor();
    void placeRange();
    int labelledSteps() const;

    TimeAxis *m_axis;
    RunSelection *m_selection;
    TimeGestures m_gestures;
    QCustomPlot *m_plot;
    QLabel *m_hintLabel;
    QTimer m_replotTimer;
    QCPLayer *m_cursorLayer = nullptr;
    QCPItemRect *m_pickedRange = nullptr;
    QCPItemStraightLine *m_nowLine = nullptr;
    QCPItemStraightLine *m_hoverLine = nullptr;
};

} // namespace fiftyfold
