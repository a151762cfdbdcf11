// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace fiftyfold {

/// Whose rules a copied command follows.
enum class ShellForm : quint8 { Bash, Cmd };

/// The first command of a text.
struct ShellWords {
    QList<QByteArray> words; ///< In UTF-8, or the bytes that escapes have made of it. None holds a NUL.
    QStringList notes;       ///< Sentences: what of the text is not in it.
    QString problem;         ///< A sentence, without anything of the text, which may be secret; empty: it was read.
};

/// Splits a copied command into its words, in the form that it turns out to have. Nothing is expanded and nothing is
/// run: what only a shell could tell ($NAME, $(…), `…`, ~) is refused.
ShellWords shellWordsFrom(const QString &text);

/// By its quotes, and by how its lines go on.
ShellForm shellFormOf(const QByteArray &text);

// For shellwords.cpp: the text in UTF-8, without blanks at its ends.
ShellWords bashWordsFrom(const QByteArray &text);
ShellWords cmdWordsFrom(const QByteArray &text);

/// Ends the command before the rest of its text, with a note of what that is. A line that goes on with an option after
/// a mere line break is a problem: what it says would be lost.
void endBefore(QByteArrayView rest, ShellForm form, ShellWords &words);

/// How long the line break is that stands there: 0, 1 or 2 bytes.
qsizetype lineBreakAt(QByteArrayView text, qsizetype at);

} // namespace fiftyfold
