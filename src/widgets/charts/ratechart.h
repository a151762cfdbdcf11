// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/rateseries.h"
#include "widgets/charts/ratelines.h"
#include "widgets/charts/timeplot.h"

#include <functional>

class QCPGraph;
class QCPItemText;

namespace fiftyfold {

/// How many requests a second were asked for, began and were done, over time, and, on a scale of its own, how late they
/// began. A burst that would press all else flat goes out at the top, where its rate stands. Shares range and cursor
/// with the other views through the TimeAxis.
class RateChart : public TimePlot
{
    Q_OBJECT
public:
    /// None is owned, all outlive this. `requests` gives how many there are, for the margin.
    RateChart(const RateSeries &series, std::function<quint32()> requests, TimeAxis *axis,
              RunSelection *selection = nullptr, QWidget *parent = nullptr);

    void refresh() override;
    /// Of the last second, or what the series has a point for: "asked 200/s, sent 199/s, achieved 198/s".
    QString numbers() const override;
    QString spokenText() const override;

    /// Points that it is drawn with; 0 where it is not shown.
    int pointCount(RateKind kind) const;
    /// "▲ 4,120/s" where a rate is beyond the scale; empty where none is.
    QString beyondText() const;
    /// The lag at the upper edge. Never less than 10 ms: what timers take on any machine stays at the bottom.
    qint64 lagScaleNs() const;

protected:
    bool isEmpty() const override { return !m_series.isOfUse(); }
    quint32 requests() const override { return m_requests(); }
    void applyColours() override;

private:
    void showBeyond();

    const RateSeries &m_series;
    std::function<quint32()> m_requests;
    QCPGraph *m_lag = nullptr;
    QCPGraph *m_achieved = nullptr;
    QCPGraph *m_sent = nullptr;
    QCPGraph *m_asked = nullptr;
    QCPItemText *m_beyond = nullptr;
};

} // namespace fiftyfold
