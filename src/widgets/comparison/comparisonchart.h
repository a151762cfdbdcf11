// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/spoken.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QCPGraph;
class QCustomPlot;
class QLabel;

namespace fiftyfold {

class ComparisonModel;

/// How many requests were done after which time, a step line for each line of the comparison, from its last whole
/// round. Shows the time that the concurrent ones took; all of it on demand. Main thread.
class ComparisonChart : public QWidget, public Spoken
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit ComparisonChart(const ComparisonModel *model, QWidget *parent = nullptr);

    /// The requests of the plan: the top of the chart.
    void setRequests(quint32 requests);
    /// What stands in the middle while there is nothing to draw.
    void setHint(const QString &text);
    void setShowingAll(bool isShowingAll);
    /// The line that is drawn above the others, wider; -1: none.
    void setCurrentRow(int row);
    /// Draws no curve as the current one, for a picture.
    void setPlain(bool isPlain);

    bool isEmpty() const { return !m_hasCurves; }
    /// The end of the time that is shown, and of what there is to show.
    double endMs() const { return m_endMs; }
    double wholeEndMs() const { return m_wholeEndMs; }
    /// Points that a row's line is drawn with; 0 where it has none.
    int pointCount(int row) const;

    QString spokenText() const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeChanged();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildPlot();
    void refresh();
    void makeGraphs();
    void showCurve(int row);
    void showRange();
    void showTicks();
    void applyColours();
    QString textAt(double ms) const;

    const ComparisonModel *m_model;
    QCustomPlot *m_plot;
    QLabel *m_hintLabel;
    std::vector<QCPGraph *> m_graphs; ///< By row.
    QTimer m_refreshTimer;
    quint32 m_requests = 0;
    int m_currentRow = -1;
    bool m_isPlain = false;
    double m_concurrentEndMs = 0; ///< Of the slowest that had more than one in flight; 0 where none had.
    double m_endMs = 0;
    double m_wholeEndMs = 0;
    bool m_isShowingAll = false;
    bool m_hasCurves = false;
};

} // namespace fiftyfold
