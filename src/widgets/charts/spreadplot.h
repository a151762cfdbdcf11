// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/latencylimit.h"
#include "models/run/latencyspread.h"
#include "models/run/runselection.h"
#include "widgets/charts/hoverreadout.h"

#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

class QCPItemRect;
class QCPItemStraightLine;
class QCustomPlot;

namespace fiftyfold {

/// What the plots of how a run's times are spread have in common: their looks, a cursor with a readout, and the range
/// of response times that a drag along them picks, or Shift and the arrow keys; Escape takes it back.
class SpreadPlot : public QWidget
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    SpreadPlot(const LatencySpreads &spreads, RunSelection *selection, QWidget *parent);

    /// Reads what is drawn again; paints at most once a frame.
    void refresh();
    void setLimits(const std::vector<LatencyLimit> &limits);
    /// Those of the requests that are picked; null: none are, or not yet known. Not owned, there until the next call.
    void setPicked(const LatencySpreads *picked);

    /// As it stands beside the cursor; empty without any.
    QString readout() const;
    /// What it draws, as lines of columns with a tab between them.
    virtual QString numbers() const = 0;

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

public Q_SLOTS:
    void copy(); ///< The numbers.

protected:
    /// A title, and its lines.
    using Readout = std::pair<QString, std::vector<HoverReadout::Line>>;

    virtual void draw() = 0;
    virtual void applyColours();
    // Places along the plot are shares of its width, from 0 to 1.
    /// What a drag between two places picks, of which the first is no farther; nothing where it can't.
    virtual std::optional<NsRange> rangeBetween(double from, double to) const = 0;
    virtual std::pair<double, double> placesOf(const NsRange &range) const = 0;
    virtual Readout readoutAt(double place) const = 0;

    const LatencySpreads &spreads() const { return m_spreads; }
    const LatencySpreads *picked() const { return m_picked; }
    const std::vector<LatencyLimit> &limits() const { return m_limits; }
    RunSelection *selection() const { return m_selection; }
    QCustomPlot *plot() const { return m_plot; }
    int plotWidth() const;
    int plotHeight() const;

    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildPlot();
    void drawRange();
    void setCursor(std::optional<double> place);
    void pick(double from, double to);
    void moveByKey(const QKeyEvent *event);
    double placeAt(double x) const;

    const LatencySpreads &m_spreads;
    const LatencySpreads *m_picked = nullptr;
    RunSelection *m_selection;
    std::vector<LatencyLimit> m_limits;
    QCustomPlot *m_plot;
    HoverReadout *m_readout;
    QCPItemRect *m_band = nullptr;
    QCPItemStraightLine *m_cursorLine = nullptr;
    std::optional<double> m_cursor; ///< A place.
    std::optional<double> m_anchor; ///< Where a pick by keys began.
    std::optional<QPointF> m_pressedAt;
    bool m_isDragging = false;
};

} // namespace fiftyfold
