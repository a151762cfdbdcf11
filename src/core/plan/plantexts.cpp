// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/plantexts.h"

#include <QRegularExpression>

namespace fiftyfold {

std::optional<QList<StatusRange>> statusRangesFromText(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^([1-9]\\d\\d)(?:-([1-9]\\d\\d))?$"));
    QList<StatusRange> ranges;
    for (const QString &part : text.split(QLatin1Char(','))) {
        const QRegularExpressionMatch match = pattern.match(part.trimmed());
        if (!match.hasMatch())
            return std::nullopt;
        const quint16 first = match.captured(1).toUShort();
        const quint16 last = match.capturedLength(2) > 0 ? match.captured(2).toUShort() : first;
        if (last < first)
            return std::nullopt;
        ranges.append({first, last});
    }
    return ranges;
}

QString statusRangesToText(const QList<StatusRange> &ranges)
{
    QStringList parts;
    for (const StatusRange &range : ranges) {
        parts.append(range.first == range.last ? QString::number(range.first)
                                               : QStringLiteral("%1-%2").arg(range.first).arg(range.last));
    }
    return parts.join(QLatin1Char(','));
}

std::optional<Steps> stepsFromText(const QString &text)
{
    static const QStringList order = {QStringLiteral("fetch"), QStringLiteral("wrap"), QStringLiteral("save"),
                                      QStringLiteral("delete")};
    QStringList names = text.split(QLatin1Char(','));
    for (QString &name : names)
        name = name.trimmed();
    if (names.isEmpty() || names.size() > order.size() || names != order.mid(0, names.size()))
        return std::nullopt;
    return Steps{names.size() > 1, names.size() > 2, names.size() > 3};
}

QString stepsToText(const Steps &steps)
{
    QStringList names = {QStringLiteral("fetch")};
    if (steps.wrap)
        names.append(QStringLiteral("wrap"));
    if (steps.save)
        names.append(QStringLiteral("save"));
    if (steps.remove)
        names.append(QStringLiteral("delete"));
    return names.join(QLatin1Char(','));
}

} // namespace fiftyfold
