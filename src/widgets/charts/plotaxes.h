// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCustomPlot;
class QFont;
class QPalette;

namespace fiftyfold {

/// Axes of which only the grid and the labels are seen, with a QCPAxisTickerText each.
void makeAxesCalm(QCustomPlot &plot);

/// Gives background, grid and labels their colours, and the labels their font, from a view's.
void colourAxes(QCustomPlot &plot, const QPalette &palette, const QFont &font);

} // namespace fiftyfold
