// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace fiftyfold {

/// `fiftyfold-cli make-text bash|zsh|fish`, `… man FILE`, `… schema FILE`: what the build makes from the tables, for
/// standard output. Not for users. Nothing, with `problem` set, where it can't be made.
QString madeText(const QStringList &arguments, QString *problem);

} // namespace fiftyfold
