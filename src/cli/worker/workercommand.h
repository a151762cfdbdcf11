// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fiftyfold {

/// `fiftyfold-cli worker`: the engine as a program that speaks fiftyfold.runner/1 over its standard streams, as the
/// strategy `processes` starts several. It saves in the plan's `work_dir`, and ends with its work, or as its input
/// does. Returns the exit code. Main thread; runs the event loop.
int workerCommand();

} // namespace fiftyfold
