// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>
#include <QTimer>

namespace fiftyfold {

class ErrorsPanel;
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
    /// Brings the requests into view, and the keyboard to what filters them.
    void findRequests();

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
    LatencyPage *m_latency;
    int m_latencyTab = 0;
    RequestsPanel *m_requests;
    ErrorsPanel *m_errors;
};

} // namespace fiftyfold
