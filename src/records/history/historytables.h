// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace fiftyfold {

/// The version of the tables that this program makes, in PRAGMA user_version.
int historyVersion();

/// The statements that make them of those of an earlier version; of 0, an empty file.
QStringList historyMigration(int version);

} // namespace fiftyfold
