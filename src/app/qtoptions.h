// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace fiftyfold {

// What Qt's application objects take of the command line ("-style fusion", "-reverse"), with one dash or two. The first
// of `arguments` is the program's name. Reentrant.

/// `arguments` without those options and their values. What is behind "--" stays.
QStringList withoutQtOptions(const QStringList &arguments);

/// Empty, or the sentence that says which of those options is given in a way that Qt doesn't read: it would be passed
/// over in silence. Repeats no value.
QString qtOptionProblem(const QStringList &arguments);

/// The value of Qt's option of that name, without dashes, as Qt reads it; of two, the last. Nothing where there is
/// none, or an empty one.
std::optional<QString> qtOptionValue(const QStringList &arguments, QLatin1String name);

/// Whether `arguments` or the environment name something to show a window on: without one, Qt would abort with a core
/// file. Whether it is there, nobody asks.
bool hasDisplay(const QStringList &arguments);

} // namespace fiftyfold
