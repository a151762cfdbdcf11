// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/durationscale.h"
#include "widgets/charts/limitlines.h"
#include "widgets/charts/spreadplot.h"

class QCPBars;
class QCPGraph;

namespace fiftyfold {

/// How many requests took how long, both on axes of logarithms: one of a run's times as bars, of an open load another
/// as an outline over them.
class HistogramChart : public SpreadPlot
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    HistogramChart(const LatencySpreads &spreads, RunSelection *selection, QWidget *parent = nullptr);

    /// That of the bars. Only of response times can a range be picked.
    void setTime(LatencyTime time);
    QString numbers() const override;

    /// How high its bars are, from the shortest time on.
    std::vector<quint32> bars() const;
    /// Likewise, the part of them that is picked; empty without any.
    std::vector<quint32> pickedBars() const;

protected:
    void draw() override;
    void applyColours() override;
    std::optional<NsRange> rangeBetween(double from, double to) const override;
    std::pair<double, double> placesOf(const NsRange &range) const override;
    Readout readoutAt(double place) const override;

private:
    /// Of so many buckets of the live histograms each, from the first on.
    struct Bins {
        std::size_t first = 0;
        std::size_t width = 1;
        std::size_t count = 0;
        double edgeOf(std::size_t bin) const { return LiveHistogram::edgeOf(first + bin * width); }
    };
    Bins bins() const;
    static std::vector<quint32> countsOf(const LatencySpread &spread, const Bins &bins);
    bool hasOutline() const { return spreads().isOpen && m_time != LatencyTime::Lag; }
    LatencyTime otherTime() const
    {
        return m_time == LatencyTime::Response ? LatencyTime::Service : LatencyTime::Response;
    }
    DurationScale scale() const;
    void drawBars(QCPBars *bars, const std::vector<quint32> &counts) const;
    void drawCountTicks(double most);

    QCPBars *m_bars = nullptr;
    QCPBars *m_pickedBars = nullptr; ///< Over them.
    QCPGraph *m_outline = nullptr;
    LimitLines m_limitLines;
    LatencyTime m_time = LatencyTime::Response;
};

} // namespace fiftyfold
