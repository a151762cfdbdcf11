// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace fiftyfold {

/// What qCompress() made, where that is at most so many bytes; nothing of what is damaged. Whatever it says of itself,
/// it takes no more memory than that. Any thread.
std::optional<QByteArray> unpackedBytes(const QByteArray &packed, quint32 most);

} // namespace fiftyfold
