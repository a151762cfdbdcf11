// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"

#include <QList>
#include <QStringList>

namespace fiftyfold {

/// Rows below one another, of which the first is the head, with a blank line after them. Cells of the first column and
/// of `words` stand to the left, as words do, all others to the right, as figures do.
QString tableText(const QList<QStringList> &rows, const QList<qsizetype> &words, const TextStyle &style);

} // namespace fiftyfold
