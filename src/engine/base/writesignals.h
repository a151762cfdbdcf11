// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fiftyfold {

/// From now on a write that can't be done, to a pipe that nobody reads (SIGPIPE) or to a file beyond the limit of
/// "ulimit -f" (SIGXFSZ), is an error that it returns and not the end of the program. What main() calls first.
void returnWriteErrors();

/// For a child that is a program of others, between fork and exec: what returnWriteErrors() did is undone there, as
/// what is ignored stays so. QProcess itself does it for SIGPIPE. Safe in a signal handler.
void restoreFileSizeSignal();

} // namespace fiftyfold
