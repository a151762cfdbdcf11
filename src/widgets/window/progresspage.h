// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSplitter;

namespace fiftyfold {

class BandLegend;
class ChartCard;
class ProgressChart;
class ProgressView;
class RunController;
class WaterfallHeader;
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
    /// Whether the waterfall's rows are lanes.
    bool isByLane() const;
    void setByLane(bool isByLane);
    /// Reads what is drawn again, and follows the run.
    void refresh();

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The page is not high enough for what is to be shown.
    void heightWanted();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *progressCard();
    QWidget *waterfallCard();
    void showProgress();
    void showPlanOfRun();
    void showAboutWaterfall();
    void keepChartLegible();
    void makeRoomForRates();
    void showRates();
    int heightOfProgress(int heightOfView) const;
    void giveProgress(int height);

    RunController *m_controller;
    ChartCard *m_progressCard = nullptr;
    BandLegend *m_legend = nullptr;
    ProgressView *m_progress = nullptr;
    ProgressChart *m_chart = nullptr; ///< In it.
    WaterfallView *m_waterfall = nullptr;
    WaterfallHeader *m_waterfallHeader = nullptr;
    QSplitter *m_splitter; ///< Progress above waterfall.
};

} // namespace fiftyfold
