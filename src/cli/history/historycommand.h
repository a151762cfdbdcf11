// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "cli/history/historyoptions.h"

#include <QString>
#include <QStringList>

namespace fiftyfold {

/// What `fiftyfold-cli history` says.
struct HistoryAnswer {
    QString text; ///< What was asked for.
    QStringList problems;
    QStringList notices; ///< What should be known besides.
};

/// Does what was asked for. Of several names all are looked up before anything is changed.
HistoryAnswer answerOf(const HistoryOptions &options, const TextStyle &style);

} // namespace fiftyfold
