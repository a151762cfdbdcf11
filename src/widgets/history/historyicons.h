// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QRectF>

class QPainter;
class QWidget;

namespace fiftyfold {

/// The small pictures of the history's buttons, of what is pinned, and of what is no run.
enum class HistoryIcon { Pin, Baseline, Label, Export, Remove, Close, Comparison, Capacity };

/// In a square of any size, in lines of one colour.
void paintHistoryIcon(QPainter &painter, HistoryIcon icon, const QRectF &square, const QColor &colour);

/// For a button of `widget`, in its colours.
QIcon historyIcon(HistoryIcon icon, const QWidget &widget);

} // namespace fiftyfold
