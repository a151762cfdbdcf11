// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>
#include <QTimer>

#include <functional>

namespace fiftyfold {

class ErrorsPanel;
class FittingScrollArea;
class LatencyPage;
class ProgressPage;
class RequestsPanel;
class RunBaseline;
class RunController;

/// What there is to see of a run, a tab each. Only the tab in view is kept up to date; the others are when they come
/// into view.
class RunTabs : public QTabWidget
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this.
    RunTabs(RunController *controller, RunBaseline *baseline, QWidget *parent = nullptr);

    ProgressPage *progress() const { return m_progress; }
    void showLatency();
    /// In a window that is too low for its charts. They make the tabs as high as they need, before.
    void letProgressScroll();
    /// Brings the requests into view, and the keyboard to what filters them.
    void findRequests();

    /// Every chart of every tab, with a name for its file, each up to date and laid out as it would be in view.
    void visitCharts(const std::function<void(const QString &name, QWidget &chart)> &visit);

    /// The run has gone on, or another one has begun.
    void refresh();

protected:
    void changeEvent(QEvent *event) override;

private:
    void countSoon();
    void showCounts();
    void showRequestCount();
    void showErrorCount();

    RunController *m_controller;
    QTimer m_countsDue;
    ProgressPage *m_progress;
    FittingScrollArea *m_progressArea;
    LatencyPage *m_latency;
    int m_latencyTab = 0;
    RequestsPanel *m_requests;
    int m_requestsTab = 0;
    ErrorsPanel *m_errors;
    int m_errorsTab = 0;
};

} // namespace fiftyfold
