// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QtGlobal>

namespace fiftyfold {

struct RunPlan;

/// Where a command has what the request sends, where that is a short text without known secrets.
enum class BodyIn : quint8 {
    Command, ///< For who has the plan before them.
    File     ///< For what is passed on.
};

/// The text as one word of a shell (bash, zsh, and sh where nothing in it is hidden): as it is where that is one,
/// otherwise in single quotes, in which not even ! means anything. Hidden characters, which would steer the terminal it
/// is pasted into, are escaped in $'…'.
QString shellWord(const QString &text);

/// The words of the command that runs the plan in the terminal, fit for a shell: the program's name with its verb, the
/// URL, where no file of targets says what is asked, and each option with its value of what is other than usual (see
/// isUsual()). Without secrets. What the terminal would take for the whole of it is never sent by mistake: in the place
/// of credentials and of a body with secrets in it, or one that is no short text, stands the option that reads them
/// from a file, which has to be named; `[redacted]` in a URL or a header the terminal refuses.
QStringList terminalCommandParts(const RunPlan &plan, BodyIn body = BodyIn::Command);

/// The same on one line.
QString terminalCommand(const RunPlan &plan, BodyIn body = BodyIn::Command);

} // namespace fiftyfold
