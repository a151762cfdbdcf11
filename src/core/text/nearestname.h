// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace fiftyfold {

/// How many letters have to be changed, added or left out to make one of the other.
int spellingDistance(const QString &one, const QString &other);

/// The one of `known` that was probably meant by `name`, which is none of them: one that begins with it, or from which
/// a few letters make the difference. Empty where none is near. Takes the square of their lengths.
QString nearestName(const QStringList &known, const QString &name);

} // namespace fiftyfold
