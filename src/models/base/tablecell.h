// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace fiftyfold {

/// How the text of a cell is meant, for the delegate that paints it. What it says is in words too.
enum class CellTone { Plain, Muted, Strong, Link, Warning, Error };

/// Roles of tables, beside Qt's own.
enum CellRole {
    ToneRole = Qt::UserRole + 100, ///< int of CellTone; invalid: Plain
};

} // namespace fiftyfold
