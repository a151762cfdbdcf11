// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/stageseries.h"
#include "widgets/charts/timeplot.h"

#include <QString>

#include <array>
#include <vector>

class QCPGraph;
class QLabel;

namespace fiftyfold {

class HoverReadout;
class RateSeries;

/// How many requests are in each stage over time, stacked: done grows from below, queued shrinks above. Where requests
/// come one by one it is only those that are there and have no outcome, and done is a line on a scale of its own, up
/// to all of them. Shares range and cursor with the other views through the TimeAxis.
class ProgressChart : public TimePlot
{
    Q_OBJECT
public:
    /// None is owned, all outlive this. What `rates` has at the cursor stands in the readout with the rest.
    ProgressChart(const StageSeries &series, const RateSeries &rates, TimeAxis *axis, QWidget *parent = nullptr);

    void refresh() override;
    /// What stands in the middle while there is nothing to draw.
    void setHint(const QString &text);

    /// Whether those that are done are a line.
    bool hasDoneLine() const;
    /// The bands that have occurred and are shown, in the order of the legend.
    std::vector<StageSeries::Band> shownBands() const;
    /// Points that a band's upper edge, or the line of those that are done, is drawn with; 0 where it is not shown.
    int pointCount(StageSeries::Band band) const;
    /// As it stands beside the cursor; empty where the cursor is in no view.
    QString readout() const;
    /// "0.21 s after the start: wait 12, done 38"
    QString spokenText() const override;

Q_SIGNALS:
    void shownBandsChanged();

protected:
    bool isEmpty() const override { return m_series.requests() == 0; }
    quint32 requests() const override { return m_series.requests(); }
    void applyColours() override;
    void placeCursor() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool isStacked(StageSeries::Band band) const;
    void showNothing();
    double drawLevels(const std::vector<StageSeries::Level> &levels);

    const StageSeries &m_series;
    const RateSeries &m_rates;
    HoverReadout *m_readout;
    std::array<QCPGraph *, StageSeries::bandCount> m_graphs{};
    QCPGraph *m_doneLine = nullptr;
    std::size_t m_shownCount = 0;
    QLabel *m_hintLabel;
};

} // namespace fiftyfold
