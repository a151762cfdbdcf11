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
const QString runnerNameKey = QStringLiteral("comparison/runnerName");
const QString runnerCommandKey = QStringLiteral("comparison/runnerCommand");

} // namespace

ComparisonSettings::ComparisonSettings()
    : m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Fiftyfold"), QStringLiteral("Fiftyfold"))
{
    keepToOwner(m_settings);
    const QString command = m_settings.value(runnerCommandKey).toString();
    if (redactedCommand(command) != command) // an earlier version knew fewer secrets
        m_settings.remove(runnerCommandKey);
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
    choice.runnerName = m_settings.value(runnerNameKey).toString();
    choice.runnerCommand = m_settings.value(runnerCommandKey).toString();
    return choice;
}

void ComparisonSettings::setChoice(const ComparisonChoice &choice)
{
    m_settings.setValue(leftOutKey, choice.leftOut);
    m_settings.setValue(roundsKey, choice.rounds);
    m_settings.setValue(baselineKey, choice.baseline);
    const QString values = choice.variedValues;
    m_settings.setValue(variedKey, choice.varied);
    m_settings.setValue(variedValuesKey, redactedWords(values) == values ? values : QString()); // not a secret
    m_settings.setValue(runnerNameKey, choice.runnerName);
    const bool hasSecret = redactedCommand(choice.runnerCommand) != choice.runnerCommand;
    m_settings.setValue(runnerCommandKey, hasSecret ? QString() : choice.runnerCommand); // which is for this time only
}

} // namespace fiftyfold
