// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

class TextOutput;

/// A field in quotes, as RFC 4180 has it; what a spreadsheet would take for a formula begins with an apostrophe.
void appendCsvText(TextOutput &output, const QString &text);

} // namespace fiftyfold
