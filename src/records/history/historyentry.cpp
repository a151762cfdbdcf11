// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/historyentry.h"

#include "core/text/redaction.h"

#include <QRegularExpression>

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
    return kept.isNull() ? QStringLiteral("") : kept; // none is an empty one in the database
}

QString labelProblem(const QString &label)
{
    static const QRegularExpression id(QStringLiteral("\\A[0-9a-f]{%1}\\z").arg(historyIdDigits));
    const QString kept = keptLabel(label);
    if (kept == lastKept)
        return QStringLiteral("the newest is called so");
    return id.match(kept).hasMatch() ? QStringLiteral("ids look so") : QString();
}

} // namespace fiftyfold
