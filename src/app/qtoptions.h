// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace fiftyfold {

/// `arguments` without the options that Qt's application objects take for themselves ("-style fusion", "-reverse"),
/// with one dash or two. What is behind "--" stays.
QStringList withoutQtOptions(const QStringList &arguments);

/// True where Qt's option of that name, without dashes, is among `arguments`.
bool hasQtOption(const QStringList &arguments, QLatin1String name);

} // namespace fiftyfold
