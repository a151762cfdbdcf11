// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace fiftyfold {

/// What a string of JSON means, UTF-8, of what is between its quotes: valid, with its escapes. Half a surrogate pair is
/// written as its three bytes, so that two strings with one are the same only where it is the same.
QByteArray jsonStringContent(QByteArrayView inside);

/// Of the four hexadecimal digits at `at`; -1 where they are none.
int jsonCodeUnit(QByteArrayView text, qsizetype at);

} // namespace fiftyfold
