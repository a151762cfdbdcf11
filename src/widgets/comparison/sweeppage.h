// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/comparison/sweepplot.h"

#include <QWidget>

#include <array>
#include <memory>

namespace fiftyfold {

class ChartCard;
class ChartLegend;

/// A sweep: throughput, response time and cost over its values, one under the other with one cursor. Main thread.
class SweepPage : public QWidget
{
    Q_OBJECT
public:
    explicit SweepPage(QWidget *parent = nullptr);

    /// Null: nothing is measured yet.
    void setSweep(const std::shared_ptr<const Sweep> &sweep);
    /// See SweepPlot.
    void setServerFloorMs(std::optional<double> floorMs);
    /// Without cursor, for a picture.
    void setPlain();
    SweepPlot *plot(SweepFigure figure) const { return m_plots[std::size_t(figure)]; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *newAside(SweepFigure figure);
    void showLegend();
    void moveCursor(const SweepPlot *by, std::optional<double> value);

    std::shared_ptr<const Sweep> m_sweep;
    std::array<SweepPlot *, 3> m_plots{}; ///< By figure.
    std::array<ChartCard *, 3> m_cards{};
    ChartLegend *m_legend = nullptr;
};

} // namespace fiftyfold
