// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// The one id of desktop file, metainfo, icon and window: "io.github.fiftyfold.Fiftyfold".
QString applicationId();

/// Tells it to the desktop, with the window icon. Once, after the application object.
void setApplicationId();

} // namespace fiftyfold
