// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/stageseries.h"

#include <QBrush>
#include <QColor>
#include <QRect>
#include <QString>
#include <QWidget>

#include <vector>

namespace fiftyfold {

class StageColours;

/// The colour of a band's curve, which stands before a background instead of filling one.
QColor curveColour(StageSeries::Band band, const StageColours &colours);
/// What its area is filled with.
QBrush bandBrush(StageSeries::Band band, const StageColours &colours);

/// Chips of colour with the names of the bands that a chart shows, in the order of the stages, some figures of it, and
/// pieces of its curves, at the right. Takes a second line where one is too narrow.
class BandLegend : public QWidget
{
    Q_OBJECT
public:
    explicit BandLegend(QWidget *parent = nullptr);

    void setBands(const std::vector<StageSeries::Band> &bands, const std::vector<StageSeries::Band> &curves = {});
    const std::vector<StageSeries::Band> &bands() const { return m_bands; }
    /// "most 441 · mean 47.8".
    void setFigures(const QString &figures);
    const QString &figures() const { return m_figures; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry {
        enum class Mark { Square, Curve, None };
        Mark mark = Mark::Square;
        StageSeries::Band band{};
        QString text;
        QRect place;
    };
    std::vector<Entry> entries(int width) const;
    void describe();

    std::vector<StageSeries::Band> m_bands;
    std::vector<StageSeries::Band> m_curves;
    QString m_figures;
};

} // namespace fiftyfold
