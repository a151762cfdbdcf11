// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/stageseries.h"
#include "widgets/charts/timeplot.h"

#include <QString>
#include <QTimer>

#include <array>
#include <vector>

class QCPGraph;

namespace fiftyfold {

class HoverReadout;
class RateSeries;

/// How many requests are in each stage over time, stacked. Of few requests all of them: done grows from below, queued
/// shrinks above. Of many, and where they come one by one, those that are under way alone, up to the most that there
/// were, and those that are done and failed as curves on a scale of their own: whatever the count, a stall or a burst
/// is as high as the chart. Shares range and cursor with the other views through the TimeAxis.
class ProgressChart : public TimePlot
{
    Q_OBJECT
public:
    using Band = StageSeries::Band;
    /// Of so many each is at least a pixel of the whole in the least height that the chart usually has.
    static constexpr quint32 wholeLimit = 100;

    /// None is owned, all outlive this. What `rates` has at the cursor stands in the readout with the rest.
    ProgressChart(const StageSeries &series, const RateSeries &rates, TimeAxis *axis, RunSelection *selection = nullptr,
                  QWidget *parent = nullptr);

    void refresh() override;

    /// Whether all requests are stacked, the queue and those that ended too, and there are no curves.
    bool isWhole() const;
    /// The bands that have occurred and are stacked, in the order of the legend; the same of the curves.
    std::vector<Band> shownBands() const;
    std::vector<Band> shownCurves() const;
    /// "most 441 · mean 47.8", "most 50, pale · mean 33.2" where a column's most stands above its mean; of a run in
    /// which many waited "most 64 · queued: most 377"; empty where isWhole().
    QString aboutInFlight(double mean) const;
    /// Points that a band's upper edge, or its curve, is drawn with; 0 where it is not shown.
    int pointCount(Band band) const;
    /// As it stands beside the cursor; empty where the cursor is in no view.
    QString readout() const;
    QString numbers() const override;
    /// "0.21 s after the start: wait 12, done 38"
    QString spokenText() const override;

protected:
    bool isEmpty() const override { return m_series.requests() == 0; }
    quint32 requests() const override { return m_series.requests(); }
    void applyColours() override;
    void placeCursor() override;

private:
    bool isStacked(Band band) const;
    bool isCurve(Band band) const;
    void showNothing();
    qint64 shownFromNs() const;
    qint64 shownUntilNs() const;
    double drawLevels(const std::vector<StageSeries::Level> &levels);
    void drawMost(const std::vector<StageSeries::Level> &levels);

    const StageSeries &m_series;
    const RateSeries &m_rates;
    QTimer m_refreshTimer;
    HoverReadout *m_readout;
    std::array<QCPGraph *, StageSeries::bandCount> m_graphs{};
    std::array<QCPGraph *, StageSeries::bandCount> m_curves{}; ///< Null for bands that never are one.
    QCPGraph *m_most; ///< In flight at one time within a column; behind the others, which have its mean.
    std::array<QCPGraph *, StageSeries::bandCount> m_halos{}; ///< Around these.
};

} // namespace fiftyfold
