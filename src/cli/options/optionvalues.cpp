// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/optionvalues.h"

#include "core/text/redaction.h"

#include <QRegularExpression>

#include <algorithm>

namespace fiftyfold {

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

Refusal addThreshold(RunOptions &options, const QString &value)
{
    Threshold threshold;
    if (const Refusal got = readThreshold(value, threshold))
        return got;
    const bool isKnown = std::any_of(options.thresholds.cbegin(), options.thresholds.cend(),
                                     [&threshold](const Threshold &one) { return one.text == threshold.text; });
    if (!isKnown) // a report has a case for each, by its text
        options.thresholds.append(threshold);
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
