// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonsettings.h"

#include "core/text/redaction.h"
#include "widgets/base/settingsfile.h"

namespace fiftyfold {

namespace {

const QString windowGeometryKey = QStringLiteral("comparison/geometry");
const QString leftOutKey = QStringLiteral("comparison/leftOut");
const QString roundsKey = QStringLiteral("comparison/rounds");
const QString baselineKey = QStringLiteral("comparison/baseline");
const QString variedKey = QStringLiteral("comparison/varied");
const QString variedValuesKey = QStringLiteral("comparison/variedValues");
const QString runnersKey = QStringLiteral("comparison/runners"); ///< "NAME=COMMAND", as --runner takes it.
const QString loadKey = QStringLiteral("comparison/load"); ///< Requests, at once, warm-up; absent: the main window's.
const QString oldCommandKey = QStringLiteral("comparison/runnerCommand"); ///< Of an earlier version.

OwnRunner runnerFrom(const QString &text)
{
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    return {text.left(equals), text.mid(equals + 1)};
}

std::optional<ComparisonLoad> loadFrom(const QStringList &numbers)
{
    if (numbers.size() != 3)
        return std::nullopt;
    const ComparisonLoad load{numbers.at(0).toUInt(), numbers.at(1).toUInt(), numbers.at(2).toUInt()};
    const bool isInRange = load.requests >= 1 && qMax(load.requests, qMax(load.atOnce, load.warmup)) <= requestsLimit;
    return isInRange ? std::optional(load) : std::nullopt;
}

/// A command with a secret in it is for this time only.
bool hasSecretIn(const OwnRunner &runner)
{
    return redactedCommand(runner.command) != runner.command;
}

} // namespace

ComparisonSettings::ComparisonSettings()
    : m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Fiftyfold"), QStringLiteral("Fiftyfold"))
{
    keepToOwner(m_settings);
    m_settings.remove(oldCommandKey);
    QStringList runners = m_settings.value(runnersKey).toStringList();
    // An earlier version knew fewer secrets.
    if (runners.removeIf([](const QString &text) { return hasSecretIn(runnerFrom(text)); }) > 0)
        m_settings.setValue(runnersKey, runners);
}

QByteArray ComparisonSettings::geometry() const
{
    return m_settings.value(windowGeometryKey).toByteArray();
}

void ComparisonSettings::setGeometry(const QByteArray &geometry)
{
    m_settings.setValue(windowGeometryKey, geometry);
}

ComparisonChoice ComparisonSettings::choice() const
{
    ComparisonChoice choice;
    choice.leftOut = m_settings.value(leftOutKey).toStringList();
    const int rounds = m_settings.value(roundsKey).toInt();
    if (rounds >= 1 && rounds <= comparisonRoundsLimit)
        choice.rounds = rounds;
    if (const QString baseline = m_settings.value(baselineKey).toString(); !baseline.isEmpty())
        choice.baseline = baseline;
    choice.varied = m_settings.value(variedKey).toString();
    choice.variedValues = m_settings.value(variedValuesKey).toString();
    if (!findFactor(choice.varied) || choice.variedValues.isEmpty()) {
        choice.varied.clear();
        choice.variedValues.clear();
    }
    const QStringList runners = m_settings.value(runnersKey).toStringList();
    for (const QString &text : runners) {
        if (const OwnRunner runner = runnerFrom(text); text.contains(QLatin1Char('=')) && !runner.command.isEmpty())
            choice.runners.append(runner);
    }
    choice.load = loadFrom(m_settings.value(loadKey).toStringList());
    return choice;
}

void ComparisonSettings::setChoice(const ComparisonChoice &choice)
{
    if (choice.isOfKept)
        return;
    m_settings.setValue(leftOutKey, choice.leftOut);
    m_settings.setValue(roundsKey, choice.rounds);
    m_settings.setValue(baselineKey, choice.baseline);
    const QString values = choice.variedValues;
    m_settings.setValue(variedKey, choice.varied);
    m_settings.setValue(variedValuesKey, redactedWords(values) == values ? values : QString()); // not a secret
    QStringList runners;
    for (const OwnRunner &runner : choice.runners) {
        if (!hasSecretIn(runner))
            runners.append(runner.name + QLatin1Char('=') + runner.command);
    }
    m_settings.setValue(runnersKey, runners);
    if (const std::optional<ComparisonLoad> &load = choice.load)
        m_settings.setValue(loadKey, QStringList{QString::number(load->requests), QString::number(load->atOnce),
                                                 QString::number(load->warmup)});
    else
        m_settings.remove(loadKey);
}

} // namespace fiftyfold
