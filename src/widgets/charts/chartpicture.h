// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QPoint>

#include <utility>

class QIODevice;
class QWidget;

namespace fiftyfold {

// A chart, with what stands around it in its card, as a picture: the same in both. It is laid out as it is on the
// screen, and need not be in view. Main thread.

/// At twice the resolution, or that of the screen where that is more.
QImage chartImage(QWidget &chart);
/// In vectors; only what is drawn as an image, such as the density of very many requests, is one.
QByteArray chartSvg(QWidget &chart, const QString &title);
/// Several widgets of a window as one, each where it is to stand.
QByteArray partsSvg(const QList<std::pair<QWidget *, QPoint>> &parts, const QSize &size, const QString &title);

/// Writes it as PNG, in any thread. Empty, or what went wrong.
QString writePng(QIODevice &device, const QImage &image);

} // namespace fiftyfold
