// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QByteArray;
class QWidget;

namespace fiftyfold {

/// How large `window` can be, without its frame, and be seen whole on the screen that it is on, or will come up on.
QSize roomOnScreen(const QWidget &window);

/// Gives `window` the place and size of a geometry that it had, on another screen or at another scale maybe: as far as
/// that can be seen whole. False where there is no such geometry.
bool restoreWithinScreen(QWidget &window, const QByteArray &geometry);

/// Gives `window` that size, as far as the screen has room for it, and moves it to where it is seen whole. One that
/// fills the screen stays so.
void resizeWithinScreen(QWidget &window, const QSize &size);

} // namespace fiftyfold
