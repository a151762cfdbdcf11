// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fiftyfold {

/// What main() calls first of all, before there is a second thread. It also has libcurl set itself up, which wants the
/// same. What Qt says of threads that can't be started is left out from then on: it is told in our own words.
///
/// Where Qt is built with GLib, its threads use GLib's event loop, which writes to a descriptor for each posted event.
/// Qt's own needs one such write for many: some microseconds of each request. The main thread keeps what its desktop
/// wants.
void prepareEngineThreads();

} // namespace fiftyfold
