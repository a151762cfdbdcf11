// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace fiftyfold {

/// The name of the action that copies a chart's numbers, among its chart's.
inline constexpr QLatin1String copyNumbersName("copyNumbers");

/// Gives `chart` a context menu that copies it: as the picture that it is, and as numbers, which `numbers` tells as
/// lines of columns with a tab between them.
void addChartCopyMenu(QWidget *chart, const std::function<QString()> &numbers);

/// A duration among such numbers, as programs read it: milliseconds to the nanosecond.
QString copiedMilliseconds(double nanoseconds);

} // namespace fiftyfold
