// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace fiftyfold {

/// How much of this process's memory, in bytes, is of libraries that are loaded for a window alone: that none of those
/// needs that the program would have without one. 0 where there are none, or where the system does not tell. Any
/// thread.
qint64 residentOfWindowLibraries();

} // namespace fiftyfold
