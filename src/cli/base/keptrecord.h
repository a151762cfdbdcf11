// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/anyrecord.h"

#include <QString>

namespace fiftyfold {

/// Whether what can be a file or something of the history is a file: there is one of that name, or it can be nothing
/// else. The one place that knows.
bool isNameOfAFile(const QString &nameOrFile);

/// Reads what the history has under that name: last, an id, the first digits of one, or a label. A damaged file stays
/// where it is: who keeps something next says what becomes of it. `title` is what it is called. Empty, or why not.
QString readKeptRecord(const QString &name, ReadRecord &record, QString &title);

} // namespace fiftyfold
