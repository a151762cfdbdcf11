// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// Whether a line of a program's standard error tells why it ends, and what follows only where it was: "fatal error: …"
/// and "runtime: …" of Go, "RuntimeError: …" of Python.
bool isTellingLine(const QString &line);

/// The limits of this process, inherited by the programs that it starts, that one may have run into by its own words: a
/// sentence that names them and how to raise them. Empty where the words are about none, or name it themselves.
QString limitBehind(const QString &words);

} // namespace fiftyfold
