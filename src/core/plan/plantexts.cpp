// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/plantexts.h"

#include <QRegularExpression>

namespace fiftyfold {

namespace {

QString bracketed(const QString &host)
{
    return host.contains(QLatin1Char(':')) ? QLatin1Char('[') + host + QLatin1Char(']') : host;
}

QString withoutBrackets(const QString &host)
{
    return host.startsWith(QLatin1Char('[')) ? host.mid(1, host.size() - 2) : host;
}

/// A port of a rule; 0, which matches any, where there is none.
std::optional<quint16> portFromText(const QString &digits)
{
    if (digits.isEmpty())
        return quint16(0);
    bool isNumber = false;
    const quint16 port = digits.toUShort(&isNumber);
    return isNumber && port != 0 ? std::optional(port) : std::nullopt;
}

QString portToText(quint16 port)
{
    return port == 0 ? QString() : QString::number(port);
}

} // namespace

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

std::optional<ResolveRule> resolveFromText(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(\\[[^\\]]+\\]|[^:\\[\\]]+):([0-9]+):(\\[[0-9A-Fa-f:.]+\\]|[0-9A-Fa-f:.]+)$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const std::optional<quint16> port = portFromText(match.captured(2));
    if (!match.hasMatch() || !port)
        return std::nullopt;
    return ResolveRule{withoutBrackets(match.captured(1)), *port, withoutBrackets(match.captured(3))};
}

QString resolveToText(const ResolveRule &rule)
{
    return QStringLiteral("%1:%2:%3").arg(bracketed(rule.host)).arg(rule.port).arg(rule.address);
}

std::optional<ConnectToRule> connectToFromText(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(\\[[^\\]]+\\]|[^:\\[\\]]*):([0-9]*):(\\[[^\\]]+\\]|[^:\\[\\]]*):([0-9]*)$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const std::optional<quint16> port = portFromText(match.captured(2));
    const std::optional<quint16> toPort = portFromText(match.captured(4));
    if (!match.hasMatch() || !port || !toPort)
        return std::nullopt;
    return ConnectToRule{withoutBrackets(match.captured(1)), *port, withoutBrackets(match.captured(3)), *toPort};
}

QString connectToText(const ConnectToRule &rule)
{
    return QStringList{bracketed(rule.host), portToText(rule.port), bracketed(rule.toHost), portToText(rule.toPort)}
        .join(QLatin1Char(':'));
}

} // namespace fiftyfold
