// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/latencylimit.h"
#include "models/run/latencypoints.h"
#include "widgets/charts/limitlines.h"
#include "widgets/charts/timeplot.h"

#include <optional>
#include <vector>

class QCPItemPixmap;
class QCPItemRect;

namespace fiftyfold {

class HoverReadout;
class RequestModel;
struct LatencyPicture;

/// The response times of a run over its time: a point for each request at its due time, of an open load its service
/// time, too, where that is another, and a cross at the bottom where it failed. Many are a density. Shares range and
/// cursor with the other views through the TimeAxis; a drag with Shift picks requests by time and response time.
class LatencyChart : public TimePlot
{
    Q_OBJECT
public:
    /// None is owned, all outlive this. `requests` has the record.
    LatencyChart(const LatencyPoints &points, const RequestModel *requests, TimeAxis *axis, RunSelection *selection,
                 QWidget *parent = nullptr);

    /// The accessible description, which whoever has the percentiles sets.
    QString spokenText() const override { return accessibleDescription(); }
    void refresh() override;
    void setLog(bool isLog);
    void setLimits(const std::vector<LatencyLimit> &limits);
    /// The response times of another run, muted behind; null: none. Neither is owned, both are there until the next
    /// call.
    void setBaseline(const LatencyPoints *points, const RunRecord *record);

    bool isDensity() const;
    int limitCount() const { return m_limitLines.count(); }
    /// Where a request stands in it; for tests.
    std::optional<QPoint> positionOf(quint32 request) const;
    /// As it stands beside the cursor; empty without any.
    QString readout() const;
    /// A line for each request in view, or for many, for each piece of time, how many there are and their percentiles.
    QString numbers() const override;

public Q_SLOTS:
    void copy(); ///< The numbers.

protected:
    bool isEmpty() const override;
    quint32 requests() const override;
    void applyColours() override;
    void placeCursor() override;
    void click(const QPointF &position) override;
    int bottomMargin() const override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Column {
        LiveHistogram responses;
        std::size_t failed = 0;
    };
    void draw();
    void drawRange();
    void showReadout();
    void showColumn(std::size_t column);
    Column columnFigures(std::size_t first, std::size_t end) const;
    DurationScale duration() const;
    LatencyPicture picture() const;
    void drawBaseline(const LatencyPicture &shown);
    QPointF inPicture(const QPointF &position) const;
    double responseNsAt(double y) const;
    QString numbersOfRequests(const LatencyPoints::Columns &columns) const;
    QString numbersOfColumns(const LatencyPoints::Columns &columns) const;

    const LatencyPoints &m_points;
    const RequestModel *m_requests;
    RunSelection *m_selection;
    HoverReadout *m_readout;
    QCPItemRect *m_rangeBand = nullptr;
    QCPItemPixmap *m_behind = nullptr; ///< The other run.
    QCPItemPixmap *m_pixmap = nullptr;
    const LatencyPoints *m_otherPoints = nullptr;
    const RunRecord *m_otherRecord = nullptr;
    LimitLines m_limitLines;
    std::vector<LatencyLimit> m_limits;
    bool m_isLog = false;
    std::optional<QPointF> m_pointer; ///< Of the mouse, while it is over this.
};

} // namespace fiftyfold
