// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace fiftyfold {

// What who packs the requests of a run and who unpacks them have in common.

inline constexpr quint32 requestPartMagic = 0x46465243; // "FFRC"
inline constexpr quint8 requestPartVersion = 1;
inline constexpr quint32 requestsAPart = 65'536;
inline constexpr int httpVersionCount = 4;
inline constexpr int outcomeCount = 4;

/// The columns of a part by name.
using RequestSections = QHash<QByteArray, QByteArray>;

inline QByteArray stageSection(const QString &stage, const char *what)
{
    return stage.toLatin1() + '.' + what;
}

} // namespace fiftyfold
