// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace fiftyfold {

/// Milliseconds since the kernel started this process, within its clock tick (10 ms); -1 where /proc can't tell.
qint64 millisecondsSinceProcessStart();

} // namespace fiftyfold
