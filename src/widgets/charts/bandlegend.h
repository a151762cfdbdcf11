// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/stageseries.h"

#include <QRect>
#include <QWidget>

#include <vector>

namespace fiftyfold {

/// Chips of colour with the names of the bands that a chart shows, in the order of the stages. Takes a second line
/// where one is too narrow.
class BandLegend : public QWidget
{
    Q_OBJECT
public:
    explicit BandLegend(QWidget *parent = nullptr);

    /// `isDoneLine`: of the requests that are done there is a line, no band.
    void setBands(const std::vector<StageSeries::Band> &bands, bool isDoneLine = false);
    const std::vector<StageSeries::Band> &bands() const { return m_bands; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<QRect> chips(int width) const;

    std::vector<StageSeries::Band> m_bands;
    bool m_isDoneLine = false;
};

} // namespace fiftyfold
