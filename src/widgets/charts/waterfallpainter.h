// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/stagecolours.h"
#include "widgets/charts/waterfallscene.h"

#include <QFont>

class QPainter;

namespace fiftyfold {

/// Paints a waterfall. One for each time it is painted.
class WaterfallPainter
{
public:
    /// `viewFont` is the view's. All outlive this.
    WaterfallPainter(QPainter *painter, const WaterfallScene &scene, const StageColours &colours, const QFont &viewFont,
                     int viewportWidth);

    void paintGrid();
    void paintRows();
    /// The range of time that requests are picked by.
    void paintBand(const NsRange &range);
    void paintMarks();
    void paintCursor(std::optional<double> nowNs, std::optional<double> hoverNs);

private:
    double bottom() const { return WaterfallScene::topMargin + m_scene.rows.viewHeight; }
    void paintCurrentRow();
    void paintCurrentOnLane();
    void paintLabels(int firstRow, int endRow);
    void paintDensity();
    double opacityOf(quint32 request) const;
    void paintRequestRow(int row);
    void paintLane(int lane);
    void paintSpans(const QModelIndex &request, double top, double height);
    void paintVertical(std::optional<double> timeNs, const QPen &pen);

    QPainter &m_painter;
    const WaterfallScene &m_scene;
    const StageColours &m_colours;
    QFont m_viewFont;
    int m_width;
};

} // namespace fiftyfold
