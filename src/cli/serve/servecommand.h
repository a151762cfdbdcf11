// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace fiftyfold {

/// Becomes the practice server, with these arguments: it has the terminal and gets its signals. Returns, with an exit
/// code, only where that fails.
int serveCommand(const QStringList &arguments);

} // namespace fiftyfold
