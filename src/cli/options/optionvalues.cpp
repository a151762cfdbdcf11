// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/optionvalues.h"

#include "core/plan/plantexts.h"
#include "core/plan/proxychoice.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"

#include <QRegularExpression>

namespace fiftyfold {

namespace {

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

} // namespace

QString quoted(const QString &value)
{
    return QStringLiteral("\"%1\"").arg(redactedUrlText(value));
}

// Refusals of headers and proxies don't quote what they got: it may hold a secret.
Refusal applyHeader(RunOptions &options, const QString &value)
{
    const qsizetype colon = value.indexOf(QLatin1Char(':'));
    if (value.isEmpty())
        return QStringLiteral("nothing (an empty text)");
    if (colon < 0)
        return QStringLiteral("a text without the colon after the name");
    if (colon == 0)
        return QStringLiteral("a text without a name before the colon");
    if (value.contains(QLatin1Char('\r')) || value.contains(QLatin1Char('\n')))
        return QStringLiteral("a text with a line break");
    options.plan.headers.append({value.left(colon).toUtf8(), value.mid(colon + 1).trimmed().toUtf8()});
    return accepted;
}

Refusal applyProxy(RunOptions &options, const QString &value)
{
    options.plan.proxy = value.isEmpty() ? QUrl() : proxyFromText(value);
    return options.plan.proxy ? Refusal() : QStringLiteral("a text that names no host");
}

Refusal applyResolve(RunOptions &options, const QString &value)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(\\[[^\\]]+\\]|[^:\\[\\]]+):([0-9]+):(\\[[0-9A-Fa-f:.]+\\]|[0-9A-Fa-f:.]+)$"));
    const QRegularExpressionMatch match = pattern.match(value);
    const std::optional<quint16> port = portFromText(match.captured(2));
    if (!match.hasMatch() || !port)
        return quoted(value);
    options.plan.resolve.append({withoutBrackets(match.captured(1)), *port, withoutBrackets(match.captured(3))});
    return accepted;
}

Refusal applyConnectTo(RunOptions &options, const QString &value)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(\\[[^\\]]+\\]|[^:\\[\\]]*):([0-9]*):(\\[[^\\]]+\\]|[^:\\[\\]]*):([0-9]*)$"));
    const QRegularExpressionMatch match = pattern.match(value);
    const std::optional<quint16> port = portFromText(match.captured(2));
    const std::optional<quint16> toPort = portFromText(match.captured(4));
    if (!match.hasMatch() || !port || !toPort)
        return quoted(value);
    options.plan.connectTo.append(
        {withoutBrackets(match.captured(1)), *port, withoutBrackets(match.captured(3)), *toPort});
    return accepted;
}

Refusal applyAcceptStatus(RunOptions &options, const QString &value)
{
    const std::optional<QList<StatusRange>> ranges = statusRangesFromText(value);
    if (!ranges)
        return quoted(value);
    options.plan.acceptStatus = *ranges;
    return accepted;
}

Refusal applyMaxBody(RunOptions &options, const QString &value)
{
    const std::optional<qint64> size = sizeFromText(value);
    if (!size || *size < 1)
        return quoted(value);
    options.plan.maxBody = *size;
    return accepted;
}

Refusal applyStages(RunOptions &options, const QString &value)
{
    const std::optional<Steps> steps = stepsFromText(value);
    if (!steps)
        return quoted(value);
    options.plan.steps = *steps;
    return accepted;
}

Refusal readRunner(const QString &value, NamedRunner &runner)
{
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]*$"));
    const qsizetype equals = value.indexOf(QLatin1Char('='));
    if (equals < 0)
        return QStringLiteral("a text without the = after the name");
    runner.name = value.left(equals).trimmed();
    if (!pattern.match(runner.name).hasMatch() || runner.name == QLatin1String("all"))
        return QStringLiteral("the name \"%1\"").arg(redactedCommand(runner.name));
    runner.command = value.mid(equals + 1).trimmed();
    return runner.command.isEmpty() ? Refusal(QStringLiteral("no command for \"%1\"").arg(runner.name)) : accepted;
}

Refusal applyRunner(RunOptions &options, const QString &value)
{
    NamedRunner runner;
    if (const Refusal got = readRunner(value, runner))
        return got;
    options.runner = runner;
    return accepted;
}

Refusal applyProgress(RunOptions &options, const QString &value)
{
    if (value == QLatin1String("auto"))
        options.progress = ProgressMode::Auto;
    else if (value == QLatin1String("plain"))
        options.progress = ProgressMode::Plain;
    else if (value == QLatin1String("none"))
        options.progress = ProgressMode::None;
    else
        return quoted(value);
    return accepted;
}

} // namespace fiftyfold
