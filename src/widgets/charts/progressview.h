// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace fiftyfold {

class ProgressChart;
class RateChart;
class RateLegend;
class RateSeries;
class RunSelection;
class StageSeries;
class TimeAxis;

/// The progress chart and, of a run whose rates are of use, the rate chart below it, where the height is enough for
/// both: it asks for no more than the one needs.
class ProgressView : public QWidget
{
    Q_OBJECT
public:
    /// None is owned, all outlive this.
    ProgressView(const StageSeries &series, const RateSeries &rates, TimeAxis *axis, RunSelection *selection = nullptr,
                 QWidget *parent = nullptr);

    /// Reads both series again.
    void refresh();

    /// Of the progress chart: what is lower can hardly be read, and least of all what is lower than the other.
    static constexpr int legibleHeight = 100;
    static constexpr int leastHeight = 72;

    /// What both charts need to be read well, and the least with which the rates are shown.
    int heightForRates() const;
    int leastHeightForRates() const;

    ProgressChart *chart() const { return m_chart; }
    RateChart *rates() const { return m_rates; }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// There are rates to show, and no room for them, or that has ended.
    void ratesHidden(bool areHidden);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void refreshRates();

    const RateSeries &m_series;
    ProgressChart *m_chart;
    QWidget *m_header; ///< Of the rates.
    RateLegend *m_legend;
    RateChart *m_rates;
    bool m_areRatesHidden = false; ///< For want of room.
    qint64 m_ratesUntilNs = -1;    ///< As they are drawn.
};

} // namespace fiftyfold
