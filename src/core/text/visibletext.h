// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace fiftyfold {

/// Whether a character does something else than to be seen, so that a text with it steers a terminal, reads in another
/// order or breaks a line where nobody sees why: controls (C0, DEL, C1), line and paragraph separators, marks of
/// direction, of zero width and other formats, fillers, tags, halves of a surrogate pair.
bool isHidden(char32_t character);

/// A text of others, to be shown to people on one line: each hidden character, line breaks included, becomes U+FFFD.
QString visibleText(const QString &text);

/// The same for a place that has room for lines: line feeds stay.
QString visibleLines(const QString &text);

/// What JSON has in place of each hidden character: `\uXXXX`. All else as it is, in UTF-8: quotes and backslashes are
/// up to the caller, so that it can be given one string or a whole document.
QByteArray jsonWithoutHidden(const QString &json);

/// A sentence of our own around the words of others, which may end in a stop of their own: with exactly one at its end.
QString sentence(const QString &text);

/// To be painted beside texts of whichever direction: in its own one, so that a number stays before what it counts.
QString isolated(const QString &text);

} // namespace fiftyfold
