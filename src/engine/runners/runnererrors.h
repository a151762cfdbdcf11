// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// The line of a program's last words that tells why it ended. Of Go the first "fatal error: …" or "runtime: …", behind
/// which come pages of where it was; of Python the last "RuntimeError: …" among its last lines;
/// of others the last line.
QString tellingLine(const QString &lastWords);

/// The limits of this process, inherited by the programs that it starts, that one may have run into by its own words: a
/// sentence that names them and how to raise them. Empty where the words are about none, or name it themselves.
QString limitBehind(const QString &words);

} // namespace fiftyfold
