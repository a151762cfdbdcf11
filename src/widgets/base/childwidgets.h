// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace fiftyfold {

/// Deletes what is in `parent`, as QWidget would later on: for the destructor of one whose own members its children
/// look at, which would be gone before them. Main thread.
void deleteChildWidgets(QWidget &parent);

} // namespace fiftyfold
