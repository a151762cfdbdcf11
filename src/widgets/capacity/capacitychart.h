// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/capacity/capacitycurve.h"
#include "widgets/base/spoken.h"
#include "widgets/charts/limitlines.h"

#include <QWidget>

#include <vector>

class QCPGraph;
class QCPItemRect;
class QCustomPlot;
class QLabel;

namespace fiftyfold {

class CapacityStepModel;

/// The time that is watched over the rate, a point for each step: a disc where it held, a ring where not. The limit is
/// a line, and between the highest rate that held and the lowest that did not is a band. Main thread.
class CapacityChart : public QWidget, public Spoken
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit CapacityChart(const CapacityStepModel *model, QWidget *parent = nullptr);

    /// What stands in the middle while there is nothing to draw.
    void setHint(const QString &text);
    const std::vector<CapacityPoint> &points() const { return m_points; }

    QString spokenText() const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildPlot();
    void refresh();
    void draw();
    void showPoints();
    void showScales();
    void showBand();
    void applyColours();
    QString numbers() const;
    QString textOf(const CapacityPoint &point) const;

    const CapacityStepModel *m_model;
    QCustomPlot *m_plot;
    QLabel *m_hintLabel;
    QCPGraph *m_line;
    QCPGraph *m_held;
    QCPGraph *m_crossed;
    QCPItemRect *m_band;
    LimitLines m_limits;
    std::vector<CapacityPoint> m_points;
};

} // namespace fiftyfold
