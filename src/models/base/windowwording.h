// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace fiftyfold {

struct Fault;

/// Where a text is shown: whoever reads it in a dialog has its fields before them.
enum class Reading { Window, OptionsDialog, LoadDialog, RequestsDialog };

/// A text that core or engine wrote for both programs, as it reads in the window: where it names an option of the
/// terminal ("--timeout") it names the window's field instead ("“Timeout” (under More…)", "“Load: rate”", "“Vary: At
/// once”"), or says what the window has in its place. Other text stays as it is, and so does what it quotes of others:
/// in quotation marks, and all behind "On standard error: ". A remark that is the same each time is told in the
/// window's language: core marks it for the context fiftyfold::Notice, and keeps it in English.
QString wordedForWindow(const QString &text, Reading reading = Reading::Window);
QStringList wordedForWindow(const QStringList &texts);
/// What is said of a value that is not taken, in the window's language; still with the option's name, which
/// wordedForWindow() takes. `takes` and `got` are those of a FieldValue and of its refusal.
QString refusedText(const char *option, const QString &takes, const QString &got);
/// What went wrong with a request, likewise.
QString wordedForWindow(const Fault &fault);

/// A strategy's description or lesson in the window's language.
QString strategyWords(const QString &text);

/// The options ("--timeout") that wordedForWindow() knows, for the test that holds them to the terminal's.
QStringList optionsWordedForWindow();

} // namespace fiftyfold
