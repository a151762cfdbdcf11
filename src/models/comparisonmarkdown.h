// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

class ComparisonModel;

/// The table as Markdown, under the sentence that says what was compared and above what was the same for all.
QString comparisonMarkdown(const ComparisonModel &model, const QString &sentence, const QString &sameForAll);

} // namespace fiftyfold
