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
    QString kept = redactedWords(label.simplified()).left(most); // a secret that is cut is no longer seen to be one
    if (!kept.isEmpty() && kept.back().isHighSurrogate())
        kept.chop(1);
    return kept;
}

} // namespace fiftyfold
