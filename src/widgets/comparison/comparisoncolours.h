// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <Qt>

namespace fiftyfold {

/// The colour of one line of a comparison, the same in bars and in curves, whichever others are shown. Told apart under
/// the common kinds of colour blindness (the set of Okabe and Ito, and shades of it); one set for light, one for dark.
QColor comparisonColour(const QString &name, const QPalette &palette);

/// Curves of the shades are dashed, so that colour is not all that tells them from their neighbours.
Qt::PenStyle comparisonPenStyle(const QString &name);

/// A name that has a colour, for what has none of its own: unlike that of the places before it, for a few.
QString comparisonSpareName(std::size_t place);

} // namespace fiftyfold
