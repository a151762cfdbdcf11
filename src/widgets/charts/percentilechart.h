// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/durationscale.h"
#include "widgets/charts/limitlines.h"
#include "widgets/charts/spreadplot.h"

class QCPGraph;
class QCPItemText;

namespace fiftyfold {

/// The percentiles of response and service time, on an axis of 1 / (1 - p), on which p90, p99 and p99.9 are equally far
/// apart. Where there are too few requests behind them is shaded.
class PercentileChart : public SpreadPlot
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    PercentileChart(const LatencySpreads &spreads, RunSelection *selection, QWidget *parent = nullptr);

    void setLog(bool isLog);
    /// The response times of another run, drawn as a muted line of dashes; null: none. Not owned, there until the next
    /// call.
    void setBaseline(const LatencySpreads *baseline);
    QString numbers() const override;

    /// From where on it is shaded, as a percentile from 0 to 1.
    double supportedFraction() const;
    int limitCount() const { return m_limitLines.count(); }
    const std::vector<QRectF> &limitLabels() const { return m_limitLines.labelBoxes(); } ///< For tests.
    /// What stands beside the marks of p99 and p95.
    QStringList labels() const;

protected:
    void draw() override;
    void applyColours() override;
    std::optional<NsRange> rangeBetween(double from, double to) const override;
    std::pair<double, double> placesOf(const NsRange &range) const override;
    Readout readoutAt(double place) const override;

private:
    void drawCurve(QCPGraph *graph, const LatencySpread &spread);
    void drawTicks();
    void drawMarks(const DurationScale &scale);
    void addMark(const LatencySpread &spread, double fraction, const DurationScale &scale, const QColor &colour,
                 bool isAbove);
    double axisEnd() const;
    double fractionAt(double place) const;

    QCPGraph *m_response = nullptr;
    QCPGraph *m_service = nullptr;
    QCPGraph *m_otherRun = nullptr;
    const LatencySpreads *m_baseline = nullptr;
    QCPItemRect *m_shade = nullptr;
    QCPItemText *m_shadeLabel = nullptr;
    LimitLines m_limitLines;
    std::vector<QRectF> m_markLabels; ///< That of the shade first, where it is shown. Where they stand, from the plot's
                                      ///< lower left corner.
    bool m_isLog = false;
};

} // namespace fiftyfold
