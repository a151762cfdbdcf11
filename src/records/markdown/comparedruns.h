// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparedentries.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// The table of figures, as Markdown.
QString comparedFiguresMarkdown(const RunComparison &comparison, const QString &baseline, const QString &run);

/// A run's baseline for below its figures: the verdict, and the table where they can be compared.
QString baselineMarkdown(const RunComparison &comparison);

/// Two records held against each other. `showsFigures`: though they can't be compared. `device` is open for writing.
/// May run in any thread. Empty when everything was written, otherwise why not.
QString writeDiffMarkdown(QIODevice &device, const ComparedRun &baseline, const ComparedRun &run,
                          const RunComparison &comparison, bool showsFigures);
QString writeDiffMarkdown(QIODevice &device, const ToldComparison &baseline, const ToldComparison &run,
                          const ComparedEntries &compared, bool showsFigures);

} // namespace fiftyfold
