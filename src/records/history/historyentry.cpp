// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/historyentry.h"

#include "core/text/redaction.h"

namespace fiftyfold {

QLatin1String keptKindName(KeptKind kind)
{
    switch (kind) {
    case KeptKind::Run:
        return QLatin1String("run");
    case KeptKind::Comparison:
        return QLatin1String("comparison");
    case KeptKind::Capacity:
        break;
    }
    return QLatin1String("capacity");
}

QString keptLabel(const QString &label)
{
    constexpr qsizetype most = 200;
    return redactedWords(label.simplified().left(most));
}

} // namespace fiftyfold
