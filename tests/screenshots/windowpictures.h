// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QImage;

namespace fiftyfold {

class Appearance;

/// The comparison before it ran and with 5, with all and with 20 entries, a sweep, a search for capacity and the dialog
/// of the load, light and dark, wide and narrow, from real runs. `save` is given each picture with its name. False
/// where something did not end in time.
bool photographWindows(Appearance &appearance, const std::function<void(const QImage &, const QString &)> &save);

} // namespace fiftyfold
