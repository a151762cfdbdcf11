// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

class QWidget;

namespace fiftyfold {

// A chart, with what stands around it in its card, as a picture: the same in both. It is laid out as it is on the
// screen, and need not be in view. Main thread.

/// At twice the resolution, or that of the screen where that is more.
QImage chartImage(QWidget &chart);
/// In vectors; only what is drawn as an image, such as the density of very many requests, is one.
QByteArray chartSvg(QWidget &chart, const QString &title);

} // namespace fiftyfold
