// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/latencyspread.h"
#include "models/run/percentilemodel.h"

#include <QElapsedTimer>
#include <QWidget>

class QComboBox;
class QGridLayout;

namespace fiftyfold {

class BaselineCard;
class ChartLegend;
class HistogramChart;
class LatencyChart;
class MutedLabel;
class PercentileChart;
class RunBaseline;
class RunController;
class TargetsCard;

/// How long the requests of a run took: over its time, as percentiles, as a histogram, and in figures. Wide, the last
/// three stand beside each other; where there is less room, below. Below all of them stand the targets, if there are
/// several, and the baseline, if there is one, which is drawn behind the run.
class LatencyPage : public QWidget
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    LatencyPage(RunController *controller, RunBaseline *baseline, QWidget *parent = nullptr);
    ~LatencyPage() override;

    /// The run has gone on: reads what is drawn again, while it goes on no more than some times a second.
    void refresh();

Q_SIGNALS:
    /// Whose requests are asked for.
    void targetChosen(int target);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *overTimeCard();
    QWidget *percentilesCard();
    QWidget *histogramCard();
    QWidget *tableCard();
    void arrange();
    void fit();
    void refreshSpreads();
    void showPicked();
    void showHint();
    void showKinds();
    void showLimits();
    void showBaseline();
    void describe();

    RunController *m_controller;
    RunBaseline *m_baseline;
    LatencySpreads m_spreads;
    PercentileModel m_percentiles;
    LatencyChart *m_overTime = nullptr;
    PercentileChart *m_curve = nullptr;
    HistogramChart *m_histogram = nullptr;
    ChartLegend *m_timeLegend = nullptr;
    ChartLegend *m_curveLegend = nullptr;
    QComboBox *m_histogramTime = nullptr;
    MutedLabel *m_remark = nullptr;
    MutedLabel *m_picked = nullptr;
    QGridLayout *m_grid;
    QList<QWidget *> m_cards; ///< In the order of reading, without those of targets and baseline.
    TargetsCard *m_targetsCard;
    BaselineCard *m_baselineCard;
    int m_columns = 0; ///< Of the cards below the first one.
    QElapsedTimer m_drawn;
    QElapsedTimer m_spread; ///< Since the spreads were read.
    QElapsedTimer m_described;
};

} // namespace fiftyfold
