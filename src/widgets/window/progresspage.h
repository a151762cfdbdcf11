// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSplitter;

namespace fiftyfold {

class BandLegend;
class ChartCard;
class MutedLabel;
class ProgressChart;
class ProgressView;
class RunController;
class WaterfallView;

/// How a run goes over its time: the progress chart with the rates, above the waterfall.
class ProgressPage : public QWidget
{
    Q_OBJECT
public:
    /// `controller` is not owned and outlives this.
    explicit ProgressPage(RunController *controller, QWidget *parent = nullptr);

    QSplitter *splitter() const { return m_splitter; }
    /// Where the chart will be.
    void setHint(const QString &text);
    /// Reads what is drawn again, and follows the run.
    void refresh();

private:
    QWidget *progressCard();
    QWidget *waterfallCard();
    void showProgress();
    void showPlanOfRun();
    void makeRoomForRates();

    RunController *m_controller;
    ChartCard *m_progressCard = nullptr;
    BandLegend *m_legend = nullptr;
    ProgressView *m_progress = nullptr;
    ProgressChart *m_chart = nullptr; ///< In it.
    WaterfallView *m_waterfall = nullptr;
    MutedLabel *m_waterfallAbout = nullptr;
    QSplitter *m_splitter; ///< Progress above waterfall.
};

} // namespace fiftyfold
