// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <cstdlib>

namespace fiftyfold::fuzz {

/// What must hold of any input: what is found otherwise is a finding, as a crash is.
inline void must(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

inline QByteArray bytesOf(const unsigned char *data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

/// An input of several parts has a zero byte between them; always `count`, missing ones empty.
inline QList<QByteArray> partsOf(const unsigned char *data, std::size_t size, qsizetype count)
{
    QList<QByteArray> parts = bytesOf(data, size).split('\0');
    parts.resize(count);
    return parts;
}

} // namespace fiftyfold::fuzz
