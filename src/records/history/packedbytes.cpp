// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/packedbytes.h"

#include <QtEndian>

#include <zlib.h>

namespace fiftyfold {

std::optional<QByteArray> unpackedBytes(const QByteArray &packed, quint32 most)
{
    constexpr qsizetype headBytes = 4;
    constexpr qsizetype mostOfAByte = 1032; // deflate can't do better
    if (packed.size() < headBytes)
        return std::nullopt;
    const auto size = qFromBigEndian<quint32>(packed.constData());
    if (size > most || size > (packed.size() - headBytes) * mostOfAByte)
        return std::nullopt;
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    uLongf written = size;
    const auto *from = reinterpret_cast<const Bytef *>(packed.constData() + headBytes);
    const int result = uncompress(reinterpret_cast<Bytef *>(bytes.data()), &written, from,
                                  static_cast<uLong>(packed.size() - headBytes));
    return result == Z_OK && written == size ? std::optional(bytes) : std::nullopt;
}

} // namespace fiftyfold
