// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace fiftyfold {

// A JTL of JMeter without the line with the names of its columns is known by its first row.

/// The columns in the order that JMeter has by itself.
const QList<QByteArray> &jmeterColumns();
/// What is between the fields; nothing where it is none, or of other columns than these.
std::optional<char> delimiterOfBareJtl(QByteArrayView beginning);
/// Of one that has other columns: what it lacks. Empty where it is like none.
QString nearlyBareJtl(QByteArrayView beginning);

} // namespace fiftyfold
