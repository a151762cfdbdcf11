// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace fiftyfold {

/// One text for all ways to write the same value: numbers by value, exactly, members in any order (of those with the
/// same name the last one), escapes as what they mean. `json`: a value that is JSON. For comparing; it is none itself.
QByteArray canonicalJson(QByteArrayView json);

/// That of a string with this content, UTF-8.
QByteArray canonicalJsonString(QByteArrayView content);

} // namespace fiftyfold
