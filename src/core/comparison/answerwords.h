// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace fiftyfold {

/// Whose words: files and the terminal have English ones, and the names of the command line.
enum class AnswerWords : quint8 { English, OfTheWindow };

} // namespace fiftyfold
