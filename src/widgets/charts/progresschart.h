// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/timeaxis.h"
#include "models/run/stageseries.h"
#include "widgets/charts/timegestures.h"

#include <QWidget>

#include <array>
#include <vector>

class QCPGraph;
class QCPItemStraightLine;
class QCPLayer;
class QCustomPlot;
class QLabel;

namespace fiftyfold {

class HoverReadout;

/// How many requests are in each stage over time, stacked: done grows from below, queued shrinks above. Shares range
/// and cursor with the other views through the TimeAxis.
class ProgressChart : public QWidget
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    ProgressChart(const StageSeries &series, TimeAxis *axis, QWidget *parent = nullptr);

    /// Reads the series again; paints at most once a frame.
    void refresh();
    /// What stands in the middle while there is nothing to draw.
    void setHint(const QString &text);

    /// The bands that have occurred, in the order of the legend.
    std::vector<StageSeries::Band> shownBands() const;
    /// Points that a band's upper edge is drawn with; 0 where it is not shown.
    int pointCount(StageSeries::Band band) const;

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void shownBandsChanged();

protected:
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
    bool isEmpty() const { return m_series.requests() == 0; }
    int leftMargin() const { return plotLeftMargin(font(), m_series.requests()); }
    TimeScale timeScale() const { return timeScaleFor(*m_axis, width(), leftMargin()); }
    void placePlot();
    void buildPlot();
    void applyColours();
    void showRange();
    void showCursor();
    void placeCursor();

    const StageSeries &m_series;
    TimeAxis *m_axis;
    TimeGestures m_gestures;
    QCustomPlot *m_plot;
    QCPLayer *m_cursorLayer = nullptr;
    QCPItemStraightLine *m_nowLine = nullptr;
    QCPItemStraightLine *m_hoverLine = nullptr;
    HoverReadout *m_readout;
    std::array<QCPGraph *, StageSeries::bandCount> m_graphs{};
    std::size_t m_shownCount = 0;
    QLabel *m_hintLabel;
};

} // namespace fiftyfold
