// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fiftyfold {

/// Lets screen readers read each UniformListView as a list, row by row, as Qt does for its own views alone. A row is
/// what stands at its place when it is asked: nothing is kept for rows that nobody asked for. Main thread; more than
/// once does nothing.
void makeUniformListsReadable();

} // namespace fiftyfold
