// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace fiftyfold {

// What the fields of a reply mean where servers don't send them as they should, the same whichever transport carried
// them. A value here is that of all fields of one name, joined by ", " in their order.
//
// The rules for a field that comes several times, which tests/data/repeatedfields.json has cases of, for runners too:
// - Content-Length: values that are all the same are one; others are no length, and neither is anything but digits.
//   With Transfer-Encoding: chunked it means nothing.
// - Transfer-Encoding: `chunked` alone; another coding was not asked for, and two make no sense. `identity` is none.
// - Where no body follows (HEAD, 204, 304) neither of these two means anything.
// - Content-Type: the last one that names a type. Where it is the type of the one before, its charset holds on.
// - Location: the last one.
// - Set-Cookie: each one stays one; they are joined by line feeds, as a comma may be part of one.
// - Content-Encoding: see ContentDecoder. All others are a list.

/// The length of the body; none if the value is no length, or too large a one.
std::optional<qint64> lengthFrom(const QByteArray &contentLength);

/// Whether there is a coding at all: "identity" is a former name of none.
bool hasTransferCoding(const QByteArray &transferEncoding);

/// Whether the body is in chunks.
bool isChunked(const QByteArray &transferEncoding);

/// The one Content-Type of several; empty if none names a type.
QByteArray contentTypeFrom(const QByteArray &contentTypes);

/// Text of a server: UTF-8, or Latin-1 where it isn't.
QString textFromServer(const QByteArray &text);

} // namespace fiftyfold
