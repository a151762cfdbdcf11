// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QWidget;

namespace fiftyfold {

/// How large `window` can be, without its frame, and be seen whole on the screen that it is on, or will come up on.
QSize roomOnScreen(const QWidget &window);

} // namespace fiftyfold
