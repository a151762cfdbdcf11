// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/importtext.h"

#include <QStringList>

#include <optional>

namespace fiftyfold {

// What stands in a line of a report that a tool prints for people.

QStringList wordsOf(const QByteArray &line);

/// "1910", "1,910", "1.91k"; nothing where it is no such number, nor one that is negative.
std::optional<double> reportNumber(const QString &word);
/// "104.40ms" in nanoseconds; -1 where it is no such text.
double reportTime(const QString &word);
/// "12.77MB", in steps of 1024; 0 where it is no such text.
double reportBytes(const QString &word);

/// The word before another one, "199" of "199 succeeded,"; empty where there is none.
QString wordBefore(const QStringList &words, const char *word);
/// The same as a number, 0 where there is none.
double numberBefore(const QStringList &words, const char *word);

/// Whether it is the line with which a report of wrk, wrk2, ab or h2load begins.
bool beginsReport(QByteArrayView line);
/// Of a text in which such a report comes after other lines, such as the command itself: from there on. Else empty.
QByteArrayView laterReport(QByteArrayView text);

// What is wrong, with the line that was read last.
/// What a report ends without.
QString cutShort(const ImportText &text, const char *missing);
QString secondReport(const ImportText &text);
/// Of a word that should be `what`.
QString wrongWord(const ImportText &text, const QString &what, const QString &word);

} // namespace fiftyfold
