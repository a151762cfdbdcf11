// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "records/import/anyrecord.h"

#include <QString>
#include <QStringList>

namespace fiftyfold {

/// What `fiftyfold-cli show FILE…` says.
struct ShownFiles {
    QString text; ///< The summaries, as the runs and comparisons themselves told them; with more than one file each
                  ///< below its name.
    QStringList problems; ///< One for each file that can't be read, with its name.
};

/// Reads one; "-" is standard input. Empty, or why it could not be read.
QString readShownFile(const QString &name, ReadRecord &record);

/// Reads the records, or files of other tools, whole, one after the other. "-" is standard input.
ShownFiles showFiles(const QStringList &names, const TextStyle &style);

/// The record of one file: a run, of another program as well, as fiftyfold.run/1.
ShownFiles showAsJson(const QString &name);

} // namespace fiftyfold
